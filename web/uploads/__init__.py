"""Uploads that survive a cut: tus 1.0.0."""
