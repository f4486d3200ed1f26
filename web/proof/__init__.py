"""What proves that the archive is what was written: originals read again, backups, the head of the log."""
