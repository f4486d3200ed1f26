"""The keys of a letter, derived from its fields: its number in normal form, and what it and those that it cites are
looked up by. Made anew whenever one of these fields is read or stated: letters find each other by themselves."""

import re
from collections.abc import Iterable

from ingest.fields import number_key
from ingest.fields.bones import bones, keys_of, near
from ingest.fields.citation import Citation, cited
from schemas.letter import Letter
from store.contract import Row

NUMBER = re.compile(r"(?=(?:\D*\d){3})\w[\w.\-]*(?:/[\w.\-]*)+")
"""A word that may be a number of a letter."""
MOST_UNSURE = 5
TOP = 80
"""Words of a letter's beginning among which its number may stand without a label."""


def give_keys(letter: Letter) -> None:
    number, day = str(letter.value("reference_number") or ""), int(letter.value("date") or 0)
    letter.number_key = number_key(number) or None
    guesses = [] if number else [(guess, day) for guess in letter.unsure if day]
    letter.bones = list(dict.fromkeys([*bones(number, day), *keys_of(guesses)]))
    found = letter.fields.get("references")
    letter.cited = keys_of([(one.number, one.day) for one in _cited(dict(found.to_mongo()) if found else {})])


def unsure_of(first: str, uncertain: Iterable[str]) -> list[str]:
    """Numbers that may be those of a letter where none was found: among the words that were taken off its text, and in
    the beginning of its first page."""
    words = [*uncertain, *first.split(maxsplit=TOP)[:TOP]]
    return list(dict.fromkeys(word for word in words if NUMBER.fullmatch(word)))[:MOST_UNSURE]


def citations(letter: Row) -> list[Citation]:
    """The letters that a letter cites, as its row says."""
    return _cited((letter.get("fields") or {}).get("references") or {})


def _cited(found: Row) -> list[Citation]:
    return cited(found.get("value") or (), found.get("printed") or "")


def by_number(cited: Citation) -> list[str]:
    """The keys of letters whose numbers are like the one that is cited."""
    return [key for key in near(cited.number, cited.day) if not key.startswith("@")]


def may_cite(keys: Iterable[str], number: str, day: int) -> bool:
    """Whether a letter that is found under a number like this one, or under its day, may mean it; `keys`: those of all
    that it cites. Another number of that day is no reason to look at it, unless one of the two is a part of the other.
    """
    whole = set(keys)
    if not whole.isdisjoint(key for key in near(number, day) if not key.startswith("@")):
        return True
    mine = _figures(bones(number, day), day)
    cited = _figures(whole, day)
    return not mine or not cited or any(_within(one, its) or _within(its, one) for one in mine for its in cited)


def _figures(keys: Iterable[str], day: int) -> list[str]:
    """Of the keys of numbers of a day the figures."""
    return [key.removesuffix(f"@{day}") for key in keys if key.endswith(f"@{day}") and not key.startswith("@")]


def _within(one: str, other: str) -> bool:
    """Whether figures stand in others, in their order."""
    left = iter(other)
    return all(figure in left for figure in one)
