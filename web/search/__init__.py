"""Finding letters by a few words."""
