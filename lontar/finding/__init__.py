"""What somebody asks and what they are shown: hits, proposals, saved searches and who is told."""
