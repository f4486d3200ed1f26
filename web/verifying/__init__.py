"""Pages that say what the signatures of a file are worth."""
