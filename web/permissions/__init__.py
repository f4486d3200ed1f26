"""Who may do what, and who may read a letter: for administrators and auditors."""
