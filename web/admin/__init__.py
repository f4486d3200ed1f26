"""The administration: people, units, vocabularies, settings, the office itself and its mail."""
