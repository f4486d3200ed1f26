"""Where a letter was sent, from its register entries and the assignments of these; so who may read it."""

from collections.abc import Iterable
from typing import NamedTuple

from office.grants import ORDINARY, SECRET, Routed, grants_of
from office.holders import head
from schemas.assignment import HEAD, Assignment
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.office import OFFICE, Office
from store.contract import Row, Store

MOST = 10_000
"""Entries, and assignments, of one letter."""
OF_ENTRIES = ("unit", "direction", "cancelled", "addressees")
OF_ASSIGNMENTS = ("entry", "unit", "position", "state")


class Sent(NamedTuple):
    """Of one letter: its entries and all assignments of these, as rows of the fields named above."""

    entries: list[Row]
    assignments: list[Row]


def sent(store: Store, letter: str) -> Sent:
    """Where a letter was sent until now."""
    of, order = {"letter": letter}, [("received_at", 1)]
    entries = store.find(RegisterEntry, of, sort=order, limit=MOST, fields=OF_ENTRIES)
    return Sent(entries, store.find(Assignment, of, sort=[("made_at", 1)], limit=MOST, fields=OF_ASSIGNMENTS))


def grants_now(store: Store, letter: Letter, where: Sent | None = None) -> list[str]:
    """The grants of a letter that was sent there (None: as it stands in the store)."""
    where = where or sent(store, letter.id)
    cancelled = {row["_id"] for row in where.entries if row.get("cancelled")}
    asked = [row for row in where.assignments if row["entry"] not in cancelled]
    routes = [*_units(store, letter, where.entries), *_positions(asked)]
    return grants_of(dict(letter.to_mongo()), store.get(Office, OFFICE), routes)


def grants_with(store: Store, letter: Letter, entries: Iterable[RegisterEntry]) -> list[str]:
    """The grants of a letter that was sent by these new entries too."""
    before = sent(store, letter.id)
    return grants_now(store, letter, before._replace(entries=[*before.entries, *(dict(e.to_mongo()) for e in entries)]))


def _units(store: Store, letter: Letter, entries: Iterable[Row]) -> Iterable[Routed]:
    """The units whose registers it stands in; a secret letter is the head's of each. A letter that is not for all of
    them is for the positions too that it names."""
    for entry in entries:
        if not entry.get("cancelled") and entry["direction"] == "incoming":
            named = head(store, entry["unit"]) if letter.security_class in SECRET else None
            yield Routed(entry["unit"], named["_id"] if named else None, whole=True)
            if letter.security_class != ORDINARY:
                yield from (Routed(entry["unit"], position) for position in entry.get("addressees") or ())


def _positions(assignments: Iterable[Row]) -> Iterable[Routed]:
    """Whoever was asked, and was not told that it was a mistake."""
    for row in assignments:
        if row["state"] != "withdrawn" and not row["position"].startswith(HEAD):
            yield Routed(row["unit"], row["position"])
