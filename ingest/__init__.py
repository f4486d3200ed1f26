"""From a file to a readable letter: arrive, pages, text layer or OCR, fields."""
