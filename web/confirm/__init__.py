"""Fields confirmed and corrected beside the page: the list of letters that wait, and the sheet of one letter."""
