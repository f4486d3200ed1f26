"""Paper on loan."""
