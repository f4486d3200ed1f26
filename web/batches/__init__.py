"""Digitising batches: listed, made, and how their letters are read."""
