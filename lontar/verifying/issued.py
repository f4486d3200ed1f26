"""Whether a letter was issued here, and what became of it: asked by its token, or by the bytes of a file.

Whoever asks is anybody, so of a letter that is not of the ordinary class it is told that it was issued, and nothing
that stands in it."""

from dataclasses import dataclass
from typing import Any

from lontar.wiring import House
from office.days import local_day
from office.grants import ORDINARY
from schemas.issued import Issued
from schemas.letter import Letter, values_of
from store.contract import Row

LONGEST = 64
"""Characters of a token that are looked up at all."""


@dataclass(frozen=True)
class Told:
    """What anybody may know of a letter that was issued. `standing`: issued, replaced, revoked; `day`: yyyymmdd;
    `values`: number, date, subject of the letter, and `by` those of the one that replaces or revokes it, none where
    one of another class says nothing."""

    token: str
    sha256: str
    standing: str
    day: int | None
    restricted: bool
    values: dict[str, Any]
    by: dict[str, Any]


def by_token(house: House, token: str) -> Told | None:
    """None for a token of no letter, and for one of a letter that is not signed yet."""
    row = house.store.get(Issued, token) if 0 < len(token) <= LONGEST else None
    return _told(house, row) if row else None


def by_file(house: House, sha256: str) -> Told | None:
    """The letter that was issued with exactly these bytes."""
    rows = house.store.find(Issued, {"sha256": sha256}, limit=1)
    return _told(house, rows[0]) if rows else None


def _told(house: House, issued: Row) -> Told | None:
    letter = house.store.get(Letter, issued["letter"]) if issued.get("letter") else None
    if letter is None or not issued.get("sha256"):
        return None
    other = house.store.get(Letter, issued["by"]) if issued.get("by") else None
    at = issued.get("issued_at")
    return Told(
        token=issued["_id"],
        sha256=issued["sha256"],
        standing=issued["standing"],
        day=local_day(house.store, letter["unit"], at) if at else None,
        restricted=letter["security_class"] != ORDINARY,
        values=_values(letter),
        by=_values(other) if other else {},
    )


def _values(letter: Row) -> dict[str, Any]:
    if letter["security_class"] != ORDINARY:
        return {}
    said = values_of(letter)
    return {name: said[name] for name in ("reference_number", "date", "subject") if name in said}
