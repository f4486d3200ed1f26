"""Letters are read, corrected by people, and copied."""
