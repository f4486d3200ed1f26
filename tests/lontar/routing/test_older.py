"""An archive whose registers are older than its ledger."""

import pytest

from lontar.ledger.follower import LedgerFollower
from lontar.routing import acts
from lontar.wiring import House
from routing.answering import Answer
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from store.changes import Changes, Remove
from tests.lontar.routing.offices import assignments, entry_of, founded, registered, who

pytestmark = pytest.mark.everywhere


def as_before(house: House, entry: str) -> None:
    """The entry as it stood when nobody could be asked to handle it."""
    root, row = house.store.load(Assignment, Assignment.root(entry)), entry_of(house, entry)
    row.token = None
    house.store.commit(Changes(removes=(Remove(Assignment, root.id, root.version),)) + Changes.of(row))


def test_its_entries_wait_for_the_heads_as_soon_as_the_ledger_is_kept(house: House) -> None:
    founded(house)
    entries = [registered(house)[1] for _ in range(2)]
    acts.close(house, who(house, "kadis"), entries[1], "information")
    for entry in entries:
        as_before(house, entry)
    LedgerFollower(house).catch_up()
    root = assignments(house, entries[0])["head:dinas"]
    assert (root["standing"], root["state"], entry_of(house, entries[0]).handling) == ("own", "unread", "waiting")
    assert root["due"] > root["since"]
    assert assignments(house, entries[1]) == {}
    assert all(row["token"] for row in house.store.every(RegisterEntry))
    acts.answer(house, who(house, "kadis"), root["_id"], Answer("done", "Sudah."))
    assert entry_of(house, entries[0]).handling == "closed"
