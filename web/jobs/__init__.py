"""Work on many letters."""
