"""Everything in one file, taken while the archive is in use; and an archive made of such files on an empty machine."""
