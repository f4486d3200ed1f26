"""PAdES: signing PDFs, and telling what the signatures of a PDF are worth."""
