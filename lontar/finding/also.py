"""The letters of a list that the archive has once more: told beside each, as far as the reader may read the other one.

Which letters seem to be the same one is decided when the later of them is understood, for that takes their words and
places; a list asks the store only who said so. Whether they may still be one is decided now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from lontar.understanding.duplicates import may_be_one
from lontar.understanding.threads import SEEN, said
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter, name_of
from store.contract import Row

SEEN_HERE = (*SEEN, "alike", "files")
MOST = 200
"""Letters that are looked at beside a list."""
SHOWN = 3
"""Others that are told beside one letter."""


def also_here(house: House, reader: Reader, letters: Mapping[str, Row]) -> dict[str, list[dict[str, Any]]]:
    """The others of each letter that has some, by its id, as the JSON API gives them."""
    by_id, said_by = _others(house, letters), dict[str, list[str]]()
    for id, row in by_id.items():
        for other in _alike(row):
            said_by.setdefault(other, []).append(id)
    found = {
        id: list(_same(reader, letter, by_id, {*_alike(letter), *said_by.get(id, ())}))[:SHOWN]
        for id, letter in letters.items()
    }
    return {id: [_told(row) for row in rows] for id, rows in found.items() if rows}


def _others(house: House, letters: Mapping[str, Row]) -> dict[str, Row]:
    """All that say of a letter that they are alike, and those of which one of the letters says so."""
    if not letters:
        return {}
    saying = house.store.find(Letter, {"alike": {"$in": list(letters)}}, limit=MOST, fields=SEEN_HERE)
    found = {**letters, **{row["_id"]: row for row in saying}}
    named = {id for letter in letters.values() for id in letter.get("alike") or () if id not in found}
    return found | (house.store.get_many(Letter, sorted(named)[:MOST]) if named else {})


def _same(reader: Reader, letter: Row, by_id: Mapping[str, Row], alike: Collection[str]) -> Iterator[Row]:
    for id in [id for id in by_id if id in alike] if alike else ():
        row = by_id[id]
        if not row.get("withdrawn") and may_see(reader, row) and may_be_one(letter, row):
            yield row


def _told(row: Row) -> dict[str, Any]:
    """What it is, and the name of its file, for what it says is said by both."""
    return said(row) | {"name": name_of(row)}


def _alike(letter: Row) -> Sequence[str]:
    return letter.get("alike") or ()
