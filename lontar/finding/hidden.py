"""What a search leaves out unless it is asked for by name."""

HIDDEN = {"state": ["withdrawn"]}
