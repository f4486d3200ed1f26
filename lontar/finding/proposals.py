"""What a person may mean by what they have typed so far: words, letters, senders, and searches they have saved.

All of it is of letters that they may read: each proposal is the answer to a question with their rights."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from lontar.finding.hidden import HIDDEN
from lontar.finding.saved_searches import own
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter, values_of
from search.analysis import fold, forms
from search.contract import EVERY, Request
from search.tree import And, Prefix, Tree, Word

MOST, LONGEST = 8, 200
"""Proposals at once, and code points of what is typed that are looked at."""
OF_A_KIND = 2
LEAST = 2
"""Letters that somebody must have typed: with one, everything begins so."""


@dataclass(frozen=True)
class Proposal:
    """`kind`: saved, letter, sender or word; `text`: what it is called; `query`: what it asks, "" for a letter;
    `id`: of the letter or the saved search; `count`: letters that a word or sender has."""

    kind: str
    text: str
    query: str = ""
    id: str | None = None
    count: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def proposals(house: House, reader: Reader, typed: str) -> list[Proposal]:
    """At most MOST, what is nearest to one letter first."""
    typed = typed[:LONGEST]
    words = [word.folded for word in forms(typed)]
    if not words or len("".join(words)) < LEAST:
        return []
    found = [*_saved(house, reader, typed), *_letters(house, reader, words), *_senders(house, reader, words)]
    if typed[-1:].isalnum():
        found += islice(_words(house, reader, typed, words), MOST - len(found))
    return found


def _begun(words: Sequence[str], field: str) -> Tree:
    """Words of a field, of which the last one may go on."""
    parts: tuple[Tree, ...] = (*(Word(word, field) for word in words[:-1]), Prefix(words[-1], field))
    return parts[0] if len(parts) == 1 else And(parts)


def _asked(reader: Reader, tree: Tree, *, limit: int = OF_A_KIND, facets: Sequence[str] = ()) -> Request:
    return Request(tree, reader.keys, without=HIDDEN, limit=limit, facets=facets, facet_size=OF_A_KIND)


def _saved(house: House, reader: Reader, typed: str) -> Iterator[Proposal]:
    part = fold(typed.strip())
    named = (row for row in own(house, reader) if part in fold(row["name"]))
    for row in islice(named, OF_A_KIND):
        yield Proposal("saved", row["name"], row["query"], row["_id"])


def _letters(house: House, reader: Reader, words: Sequence[str]) -> Iterator[Proposal]:
    """By number where one is typed, else by subject."""
    field = "number" if any(word.isdecimal() for word in words) else "subject"
    hits = house.index.search(_asked(reader, _begun(words, field))).hits
    letters = house.store.get_many(Letter, hits)
    for id in (id for id in hits if id in letters and may_see(reader, letters[id])):
        values = values_of(letters[id])
        told = [str(values[name]) for name in ("reference_number", "subject") if values.get(name)]
        if told:
            yield Proposal("letter", " · ".join(told), id=id)


def _senders(house: House, reader: Reader, words: Sequence[str]) -> Iterator[Proposal]:
    request = _asked(reader, _begun(words, "sender"), limit=1, facets=("sender",))
    for name, count in house.index.search(request).facets["sender"]:
        yield Proposal("sender", name, f'sender:"{" ".join(word.folded for word in forms(name))}"', count=count)


def _words(house: House, reader: Reader, typed: str, words: Sequence[str]) -> Iterator[Proposal]:
    """How the last word may go on, in letters that have those before it; what is typed already is no news."""
    before = And(tuple(Word(word) for word in words[:-1])) if words[:-1] else EVERY
    start = typed[: len(typed) - _length_of_last(typed)]
    for word, count in house.index.suggest(words[-1], reader.keys, MOST + 1, before):
        if word != words[-1]:
            yield Proposal("word", start + word, start + word, count=count)


def _length_of_last(typed: str) -> int:
    """Of the last word as it was typed, in code points."""
    letters = 0
    while letters < len(typed) and typed[-1 - letters].isalnum():
        letters += 1
    return letters
