"""Where people are, and who of a unit is in."""
