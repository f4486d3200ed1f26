"""Letters come in: files, uploads, batches, pages in order."""
