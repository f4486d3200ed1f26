"""Languages: Indonesian and English. Message ids are the English sentences; the Indonesian ones are in a catalogue."""
