"""Tables of letters brought in."""
