"""The tags of all letters."""
