"""What is in a case file, in numbers: by them it is seen that nothing came, went or changed since it was proposed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from lontar.wiring import House
from schemas.letter import Letter, values_of
from schemas.times import in_utc
from store.contract import Row
from store.pieces import pieces

AT_ONCE = 500


@dataclass(frozen=True)
class Contents:
    """`digest`: sha256 over the day of closing and the ids of the letters. `first`, `last`: their dates, yyyymmdd."""

    letters: int
    pages: int
    first: int | None
    last: int | None
    digest: str


def letters_in(house: House, casefile: str) -> Iterator[Row]:
    """Every letter of a case file, those that were withdrawn too."""
    for rows in pieces(house.store, Letter, {"casefile": casefile}, [("added_at", -1)], AT_ONCE):
        yield from rows


def contents(house: House, row: Row) -> Contents:
    ids, pages, dates = [], 0, []
    for letter in letters_in(house, row["_id"]):
        ids.append(letter["_id"])
        pages += pages_of(letter)
        if date := values_of(letter).get("date"):
            dates.append(int(date))
    first, last = (min(dates), max(dates)) if dates else (None, None)
    return Contents(len(ids), pages, first, last, digest(row, ids))


def digest(row: Row, ids: list[str]) -> str:
    closed = in_utc(row["closed_at"]) if row.get("closed_at") else ""
    return hashlib.sha256("\n".join([closed, *sorted(ids)]).encode()).hexdigest()


def pages_of(letter: Row) -> int:
    return sum(int(file.get("pages") or 0) for file in letter.get("files", ()))
