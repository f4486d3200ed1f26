"""The organisation: units, positions, people, grants and the one access rule, registers, notices."""
