"""Bringing in tables of letters."""
