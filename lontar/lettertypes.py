"""The letter types by which titles are known: the office's own list, read again when its file has changed."""

from functools import cache
from pathlib import Path

from ingest.fields.letter_type import Spellings, shipped_types
from office.errors import FaultyVocabulary
from office.vocabularies import Shelf


def letter_types(home: Path) -> Spellings:
    """(spelling, name) of the types of the office of this home; those that Lontar ships while its file has a fault, for
    which no letter may fail."""
    try:
        return _shelf(home).get("letter-types").spellings()
    except FaultyVocabulary:
        return shipped_types()


@cache
def _shelf(home: Path) -> Shelf:
    return Shelf(home)
