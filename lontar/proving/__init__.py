"""What shows others that the archive is what was written: evidence of a letter, the head of the log, fixity."""
