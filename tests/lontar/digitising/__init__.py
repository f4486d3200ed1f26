"""Digitising batches: manifest, intake, counts, closing, papers."""
