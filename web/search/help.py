"""What the help on searching tells: examples in both languages, the fields with their other names, from the code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from schemas.entry import DIRECTIONS
from search.effort import MOST_WORDS
from search.leaves import ALIASES
from search.leaves import VALUES as SPOKEN
from search.query import LONGEST
from search.tree import FIELDS, LEAST
from signing.verdict import VERDICTS
from web.i18n.language import language
from web.i18n.words import LETTER_LANGUAGES
from web.search import words
from web.search.examples import GROUPS
from web.verifying.words import verdict_said


@dataclass(frozen=True)
class Example:
    query: str
    says: object


@dataclass(frozen=True)
class Field:
    """A field of the query language: what it is called, all names that a query may use, and what it takes."""

    title: object
    names: Sequence[str]
    takes: object


TAKES = {
    "text": _l("words"),
    "number": _l("a number or parts of it"),
    "word": _l("one of the words below"),
    "date": _l("dates"),
    "year": _l("years"),
    "count": _l("a number: 2, >=1, 1..5"),
}


@dataclass(frozen=True)
class Limits:
    """Characters and words of a query, and letters of a word with * or ? inside."""

    letters: int
    words: int
    least: int


LIMITS = Limits(LONGEST, MOST_WORDS, LEAST["?"])
CLASSES = {"b": _l("ordinary"), "t": _l("limited"), "r": _l("secret"), "sr": _l("top secret")}


def examples() -> Mapping[object, Sequence[Example]]:
    """In the reader's language, by what they are about."""
    indonesian = language() == "id"
    return {
        title: [Example(own if indonesian else english, says) for english, own, says in some]
        for title, some in GROUPS.items()
    }


def fields() -> list[Field]:
    """Each with the names of the reader's language first."""
    others: dict[str, list[str]] = {}
    for alias, name in ALIASES.items():
        others.setdefault(name, []).append(alias)
    own = language() == "id"
    return [
        Field(
            words.FIELDS[name],
            [*others.get(name, ()), name] if own else [name, *others.get(name, ())],
            TAKES[kind],
        )
        for name, kind in FIELDS.items()
    ]


def values() -> Mapping[str, Sequence[tuple[str, object]]]:
    """What may stand behind fields of whole words, with what it means, in the reader's language where it has a word."""
    own = language() == "id"
    kinds: Mapping[str, Mapping[str, object]] = {
        "direction": {one: words.VALUES[one] for one in (*DIRECTIONS, "legacy")},
        "state": {one: words.VALUES[one] for one in ("awaiting", "arrived", "understood", "failed", "withdrawn")},
        "class": CLASSES,
        "language": LETTER_LANGUAGES,
        "verdict": {one: verdict_said(one) for one in VERDICTS},
    }
    return {
        _name(field, own=own): [(_value(field, one, own=own), says) for one, says in some.items()]
        for field, some in kinds.items()
    }


def _name(field: str, *, own: bool) -> str:
    return next((alias for alias, name in ALIASES.items() if name == field), field) if own else field


def _value(field: str, value: str, *, own: bool) -> str:
    """In one word: of two, the value as it is kept."""
    spoken = (word for word, meant in SPOKEN[field].items() if meant == value and " " not in word)
    return next(spoken, value) if own else value
