"""Understanding a letter: one file for each field, and for what they share; letter.py puts them together."""

from ingest.fields.letter import understand
from ingest.fields.number import number_key

__all__ = ["number_key", "understand"]
