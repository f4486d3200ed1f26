"""Saved searches and what they found since."""
