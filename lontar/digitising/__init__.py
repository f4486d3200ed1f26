"""Digitising batches at work: their manifest, what of it has been scanned, where scans come from, and their minutes."""
