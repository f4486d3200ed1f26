"""Fonds and series."""
