"""Understanding a letter: one file for each field, and for what they share; letter.py puts them together."""

from ingest.fields.letter import fields_of, sheets_of, understand
from ingest.fields.number import number_key

__all__ = ["fields_of", "number_key", "sheets_of", "understand"]
