"""The notices of a person on the page: those that they have not seen, and earlier ones."""

from collections.abc import Sequence

from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter
from schemas.notice import Notice
from store.again import again
from store.changes import Changes, PutRow
from store.contract import Row
from store.pieces import pieces

MOST = 200
"""Notices that the page shows at once."""
ORDER = [("at", -1)]
Told = tuple[Row, Row | None]
"""A notice, and the letter that it is about."""


def unseen(house: House, person: Reader, limit: int = MOST) -> list[Told]:
    """The latest first; of letters only those that the person may read now."""
    return _found(house, person, limit, seen=False)


def earlier(house: House, person: Reader, limit: int = MOST) -> list[Told]:
    """Those that were seen."""
    return _found(house, person, limit, seen=True)


def readable(house: House, person: Reader, rows: Sequence[Row]) -> list[Told]:
    """Notices that may be told now: those of letters that the person may read, and those of none."""
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows if row.get("letter")}))
    found: list[Told] = []
    for row in rows:
        letter = letters.get(row.get("letter") or "")
        if not row.get("letter") or (letter and not letter.get("withdrawn") and may_see(person, letter)):
            found.append((row, letter))
    return found


def see(house: House, person: Reader, ids: Sequence[str]) -> int:
    """The person has seen these of their notices; how many of them were new."""
    count = 0

    def decide() -> Changes:
        nonlocal count
        rows = house.store.get_many(Notice, ids).values()
        mine = [row | {"seen": True} for row in rows if row["person"] == person.person and not row["seen"]]
        count = len(mine)
        return Changes(puts=tuple(PutRow(Notice, row) for row in mine))

    again(house.store, decide)
    return count


def _found(house: House, person: Reader, limit: int, *, seen: bool) -> list[Told]:
    where = {"person": person.person, "seen": seen}
    found: list[Told] = []
    for rows in pieces(house.store, Notice, where, ORDER, limit):
        found += readable(house, person, rows)
        if len(found) >= limit:  # behind those of letters that they may read no longer may be others
            break
    return found[:limit]
