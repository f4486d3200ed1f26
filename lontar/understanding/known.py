"""What an office knows by name, by which its letters are understood: its own lists, read again when one has changed."""

from functools import cache
from pathlib import Path

from ingest.fields.known import Known, known_of
from office.errors import FaultyVocabulary
from office.vocabularies import Shelf
from office.vocabularies.shelf import shipped
from office.vocabularies.vocabulary import Vocabulary


def known(home: Path) -> Known:
    """The letter types, urgencies, security classes and codes of the office of this home."""
    names = ("letter-types", "urgency", "security-classes", "classification")
    return known_of(*(_vocabulary(home, name) for name in names))


def _vocabulary(home: Path, name: str) -> Vocabulary:
    """That which Lontar ships while the office's file has a fault, for which no letter may fail."""
    try:
        return _shelf(home).get(name)
    except FaultyVocabulary:
        return shipped(name)


@cache
def _shelf(home: Path) -> Shelf:
    return Shelf(home)
