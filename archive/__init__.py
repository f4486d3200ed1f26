"""What makes a collection of letters an archive: the rules of description, retention, evidence and export."""
