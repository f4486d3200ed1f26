"""What paper, copiers, scanners and telephones do to a page: one pure function of page and chance for each kind."""
