"""Pages to correct: the queue of those read with doubt, and the sheet of one page."""
