"""How often words are used, in the languages of the archive."""
