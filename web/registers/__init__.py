"""The registers: agenda books, registering on one screen, receipts, delivery to units, what a sender is told."""
