"""Frozen drafts signed, once each, and what becomes of them."""
