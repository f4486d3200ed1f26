"""Pages of sent letters: to whom, how far, taken back; saved lists of recipients."""
