"""The office work on drafts: writing, initials, the number, the letter that one answers."""
