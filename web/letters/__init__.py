"""One letter: its pages with marks, its fields, its history."""
