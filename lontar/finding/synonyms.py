"""What stands for what in letters: the office's own list, read again when its file has changed."""

from functools import cache
from pathlib import Path

from office.errors import FaultyVocabulary
from office.vocabularies import Shelf, Vocabulary
from office.vocabularies.shelf import shipped
from search.synonyms import Synonyms

_made: dict[Path, tuple[Vocabulary, Synonyms]] = {}
"""By home, with the reading of the list of which they were made."""


def synonyms(home: Path) -> Synonyms:
    """Those of the office of this home; those that Lontar ships while its file has a fault, for which no search may
    fail."""
    try:
        vocabulary = _shelf(home).get("synonyms")
    except FaultyVocabulary:
        vocabulary = _shipped()
    held = _made.get(home)
    if held is None or held[0] is not vocabulary:
        held = _made[home] = (vocabulary, Synonyms(vocabulary.groups()))
    return held[1]


@cache
def _shelf(home: Path) -> Shelf:
    return Shelf(home)


@cache
def _shipped() -> Vocabulary:
    return shipped("synonyms")
