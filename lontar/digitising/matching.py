"""Letters matched with the items that they are, by hand: put on an item, taken off it, or as Lontar proposes them. Each
is one commit with its event, in which the item of each letter stands before and after."""

from collections.abc import Mapping
from typing import Any

from lontar.act import happened
from lontar.digitising.errors import NotOfTheBatch, ScannedAlready
from lontar.digitising.following import caught_up, shelved, surplus_of
from lontar.digitising.items import batch_for, called, item_of
from lontar.digitising.states import settle, state_of
from lontar.letters import letter_for
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.batch import Batch
from schemas.item import Item
from schemas.letter import Letter
from store.again import again
from store.changes import Changes, Happened, Hold, Remove
from store.contract import Row

AT_ONCE = 500
"""Proposals taken over in one commit."""


def match(house: House, reader: Reader, batch: str, item: str, letter: str) -> int | None:
    """A letter of the batch is this item, whatever it was before: the number of the event.

    Raises NotFound, Forbidden, ClosedBatch, NotOfTheBatch; ScannedAlready for an item that another letter is."""
    caught_up(house)
    return _put(house, reader, batch, {letter: item})


def unmatch(house: House, reader: Reader, batch: str, item: str) -> int | None:
    """The letter of an item is none that the manifest knows. Raises as `match`."""
    caught_up(house)
    row = item_of(house, batch_for(house, reader, batch), item)
    return _put(house, reader, batch, {row["letter"]: ""}) if row.get("letter") and row["expected"] else None


def accept(house: House, reader: Reader, batch: str) -> list[int]:
    """Every letter becomes the item that it is proposed for: the numbers of the events. Raises as `match`."""
    caught_up(house)
    held = batch_for(house, reader, batch)
    where, done = {"batch": held["_id"], "expected": False}, []
    rows = house.store.find(Item, where, sort=[("line", 1)], limit=10_000, fields=("letter", "suggested"))
    wanted: dict[str, str] = {}
    letters = house.store.get_many(Letter, [row["letter"] for row in rows if row.get("suggested")])
    for row in rows:
        seen = letters.get(row["letter"])
        if row.get("suggested") and row["suggested"] not in wanted.values() and seen and may_see(reader, seen):
            wanted[row["letter"]] = row["suggested"]
    pairs = list(wanted.items())
    for at in range(0, len(pairs), AT_ONCE):
        event = _put(house, reader, batch, dict(pairs[at : at + AT_ONCE]))
        done += [event] if event else []
    return done


def put_back(house: House, reader: Reader, batch: str, before: Mapping[str, str]) -> int | None:
    """Each letter on the item that it was ("" for none)."""
    return _put(house, reader, batch, dict(before))


def _put(house: House, reader: Reader, batch: str, wanted: dict[str, str]) -> int | None:
    """Letters on items; "": on none."""
    for id in wanted:
        letter_for(house, reader, id)
    count = 0

    def decide() -> Changes:
        nonlocal count
        held = batch_for(house, reader, batch)
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        changes = Changes(holds=(Hold(Batch, held["_id"], held["version"]),))
        events: list[Happened] = []
        for id, item in wanted.items():
            was, moved, said = _moved(house, reader, held, id, item)
            if was != item:
                before[id], after[id] = was, item
                changes, events = changes + moved, [*events, *said]
        count = len(events) + 1
        if not after:
            return Changes()
        told = happened(
            reader, "batch.matched", held["_id"], of="batches", before={"letters": before}, after={"letters": after}
        )
        return changes + Changes(events=(told, *events))

    done = again(house.store, decide)
    return done[-count] if done else None


def _moved(house: House, reader: Reader, batch: Row, letter: str, item: str) -> tuple[str, Changes, list[Happened]]:
    """The item that a letter was, and what puts it on another one. Raises NotOfTheBatch, NotFound, ScannedAlready."""
    row = letter_for(house, reader, letter)
    if (row["unit"], row.get("batch")) != (batch["unit"], batch["name"]):
        raise NotOfTheBatch(what=f"The letter {letter}", name=batch["name"])
    found = house.store.find(Item, {"letter": letter}, limit=1)
    if not found:  # it was withdrawn
        raise NotOfTheBatch(what=f"The letter {letter}", name=batch["name"])
    was = found[0]["_id"] if found and found[0]["expected"] else ""
    if was == item:
        return was, Changes(), []
    changes = Changes()
    for held in found:
        changes += _off(Item.unpacked(held))
    changes += Changes.of(_onto(house, batch, item, row) if item else _surplus(house, batch, row))
    made, place = Letter.unpacked(row), _place_of(house, item)
    leaves = found and found[0]["expected"] and row.get("folder") == found[0].get("place")
    if (item and place != row.get("folder")) or (not item and leaves):
        event = shelved(reader, made, place)
        return was, changes + Changes.of(made), [event]
    return was, changes, []


def _off(item: Item) -> Changes:
    if not item.expected:
        return Changes(removes=(Remove(Item, item.id, item.version),))
    item.letter = None
    return Changes.of(settle(item))


def _onto(house: House, batch: Row, id: str, letter: Row) -> Item:
    row = item_of(house, batch, id)
    if not row["expected"]:
        raise NotOfTheBatch(what="What was chosen", name=batch["name"])
    if row.get("letter"):
        raise ScannedAlready(what=called(row))
    item = Item.unpacked(row)
    item.letter, item.state = letter["_id"], state_of(house, letter)
    return settle(item)


def _surplus(house: House, batch: Row, letter: Row) -> Item:
    """A person says that it is none, so no follower puts it back."""
    made = surplus_of(batch, letter["_id"])
    made.state, made.by_hand = state_of(house, letter), True
    return settle(made)


def _place_of(house: House, item: str) -> str | None:
    row: dict[str, Any] = (house.store.get(Item, item) if item else None) or {}
    return row.get("place")
