"""Entries of a home from before letters were handed on in it: they wait for the heads of their units too, and their
receipts lead somewhere."""

from functools import partial

from lontar.dues import Dues
from lontar.wiring import House
from office import tokens
from office.days import local_day
from routing.registering import root_of
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from store.again import again
from store.changes import Changes


def rooted(house: House) -> None:
    """Give what they lack to the entries that lack it; again does nothing."""
    for row in house.store.every(RegisterEntry, fields=("token",)):
        if not row.get("token"):
            again(house.store, partial(_completed, house, row["_id"]))


def _completed(house: House, id: str) -> Changes:
    entry = house.store.load(RegisterEntry, id)
    if entry.token:
        return Changes()  # another process was quicker
    entry.token = tokens.in_address()
    waits = entry.direction == "incoming" and entry.handling == "waiting" and not entry.cancelled
    if not waits or house.store.get(Assignment, Assignment.root(id)):
        return Changes.of(entry)
    letter = house.store.get(Letter, entry.letter) or {}
    since = local_day(house.store, entry.unit, entry.received_at)
    due = Dues(house).of(letter, entry.unit, entry.received_at)
    return Changes.of(entry, root_of(entry, since, due))
