"""What an office knows by name, of which a letter says some: letter types, urgencies, security classes, codes."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from office.vocabularies.shelf import shipped
from office.vocabularies.vocabulary import Vocabulary

Spellings = Sequence[tuple[str, str]]
"""(spelling in small letters, what a field says for it), long spellings before short ones."""


class Known(NamedTuple):
    """`types` and `urgencies` lead to the Indonesian name, `classes` to the code; `codes` are the classification."""

    types: Spellings
    urgencies: Spellings
    classes: Spellings
    codes: Vocabulary


def known_of(types: Vocabulary, urgencies: Vocabulary, classes: Vocabulary, codes: Vocabulary) -> Known:
    """The spellings of an office's vocabularies."""
    return Known(types.spellings(), urgencies.spellings(), _codes(classes), codes)


@cache
def shipped_known() -> Known:
    """What Lontar ships."""
    return known_of(*map(shipped, ("letter-types", "urgency", "security-classes", "classification")))


def _codes(classes: Vocabulary) -> Spellings:
    """Security classes by every name they have, the English one too: it is what a letter in English is stamped with."""
    found = {
        name.casefold(): entry.code
        for entry in classes.entries
        for name in (entry.indonesian, entry.english, *entry.aliases)
        if name
    }
    return sorted(found.items(), key=lambda one: (-len(one[0]), one[0]))
