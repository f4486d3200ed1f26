"""Bringing in what exists: books and lists of letters as tables, with their scans or without."""
