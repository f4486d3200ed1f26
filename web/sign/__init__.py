"""The page of who signs, made for a phone."""
