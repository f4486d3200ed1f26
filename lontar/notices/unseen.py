"""The notices of a person on the page: those that they have not seen, and earlier ones."""

from collections.abc import Sequence

from lontar.notices.about import About, about
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.draft import Draft
from schemas.letter import Letter
from schemas.notice import Notice
from store.again import again
from store.changes import Changes, PutRow
from store.contract import Row
from store.pieces import pieces

MOST = 200
"""Notices that the page shows at once."""
ORDER = [("at", -1)]
Told = tuple[Row, About | None]
"""A notice, and the letter or draft that it is about."""


def unseen(house: House, person: Reader, limit: int = MOST) -> list[Told]:
    """The latest first; of letters and drafts only those that the person may read now."""
    return _found(house, person, limit, seen=False)


def earlier(house: House, person: Reader, limit: int = MOST) -> list[Told]:
    """Those that were seen."""
    return _found(house, person, limit, seen=True)


def readable(house: House, person: Reader, rows: Sequence[Row]) -> list[Told]:
    """Notices that may be told now: those of letters and drafts that the person may read, and those of none."""
    things = {
        name: house.store.get_many(kind, sorted({row[name] for row in rows if row.get(name)}))
        for name, kind in (("letter", Letter), ("draft", Draft))
    }
    found: list[Told] = []
    for row in rows:
        name = next((name for name in things if row.get(name)), None)
        thing = things[name].get(row[name]) if name else None
        if name is None:
            found.append((row, None))
        elif thing and not thing.get("withdrawn") and may_see(person, thing):
            found.append((row, about(row, thing)))
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
