"""Letters of a unit's own sent to units, positions and addresses outside; how far each is; taken back, corrected."""
