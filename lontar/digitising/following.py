"""The follower that keeps the items of batches: which letter each is, how far that is, and which letters are no item.

What it writes is committed together with its cursor, so that a process may end at any moment; by-hand matches stand."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from lontar.act import happened
from lontar.digitising.finding import batches_named, item_likely, item_told
from lontar.digitising.keys import surplus_key
from lontar.digitising.states import settle, state_of
from lontar.followers import BATCH
from lontar.following import Follower
from lontar.wiring import House
from office.access import itself
from schemas.batch import Batch
from schemas.errors import Conflict
from schemas.item import Item
from schemas.letter import Letter
from schemas.stored import derived_id
from store.changes import Changes, Happened, Put, Remove
from store.contract import Row

CURSOR = "batches"
MOST = 10_000
SHELVED = "letter.shelved"
"""The paper of a letter lies in a folder: {"folder": its id} before and after."""


class BatchFollower(Follower):
    """Several may run: what one has counted, no other counts again."""

    called = "whoever counts the batches"

    def step(self) -> int:
        return step(self.house)


def step(house: House) -> int:
    """Follow the next events; how many there were."""
    cursor = house.store.cursor(CURSOR)
    events = house.store.events(cursor, BATCH)
    if not events:
        return 0
    with suppress(Conflict):  # another process has followed them too, or a person changed one of the letters
        house.store.advance(CURSOR, int(events[-1]["sequence"]), followed(house, events))
    return len(events)


def caught_up(house: House) -> None:
    """Every event up to now is counted, whoever does it."""
    until = house.store.sealed()
    while house.store.cursor(CURSOR) < until:
        step(house)


def followed(house: House, events: Sequence[Row]) -> Changes:
    """What the items of batches become by these events."""
    touched = _ids(events, "letters")
    for verb, of in (("batch.made", _named), ("batch.listed", _left)):
        for id in _ids([event for event in events if event["verb"] == verb], "batches"):
            touched |= of(house, house.store.get(Batch, id) or {})
    letters = house.store.get_many(Letter, sorted(touched))
    desk = Desk(house, letters)
    for id in sorted(letters):
        desk.look(letters[id])
    return desk.changes()


def _ids(events: Iterable[Row], of: str) -> set[str]:
    parts = (event["thing"].partition("/") for event in events)
    return {id for collection, _, id in parts if collection == of}


def _named(house: House, batch: Row) -> set[str]:
    """The letters that came in before their batch was made."""
    where = {"batch": batch.get("name") or ""}
    rows = house.store.find(Letter, where, sort=[("added_at", 1)], limit=MOST, fields=("unit",))
    return {row["_id"] for row in rows if row["unit"] == batch.get("unit")}


def _left(house: House, batch: Row) -> set[str]:
    """The letters of a batch that are no item of it: its manifest may know them now."""
    where = {"batch": batch.get("_id") or "", "expected": False}
    return {row["letter"] for row in house.store.find(Item, where, sort=[("line", 1)], limit=MOST, fields=("letter",))}


class Desk:
    """The items of some letters, as they stand and as they become; no item is given to two letters."""

    def __init__(self, house: House, letters: dict[str, Row]) -> None:
        self.house = house
        self._batches = batches_named(house, letters.values())
        ids = [id for id, row in letters.items() if row.get("batch")]
        rows = [row for id in ids for row in house.store.find(Item, {"letter": id}, limit=1)]
        self._items: dict[str, Item] = {row["_id"]: Item.unpacked(row) for row in rows}
        self._by_letter = {item.letter: item for item in self._items.values()}
        self._before = {row["_id"]: row for row in rows}
        self._gone: list[Remove] = []
        self._shelved: list[Put] = []
        self._events: list[Happened] = []

    def look(self, letter: Row) -> None:
        """What the item of a letter becomes."""
        batch = self._batches.get((letter["unit"], letter.get("batch") or ""))
        item = self._by_letter.get(letter["_id"])
        if batch is None:
            return
        if letter.get("withdrawn"):
            if item:
                self._leave(item)
            return
        if item is None or not (item.expected or item.by_hand):
            item = self._told(batch, letter, item)
        item.state = state_of(self.house, letter)
        if not item.expected and item.state in ("read", "doubtful"):
            likely = item_likely(self.house, batch, letter, self._is_free)
            item.suggested = likely["_id"] if likely else None
        settle(item)

    def changes(self) -> Changes:
        puts = [Put(item) for item in self._items.values() if dict(item.to_mongo()) != self._before.get(item.id)]
        return Changes((*puts, *self._shelved), tuple(self._gone), events=tuple(self._events))

    def _is_free(self, row: Row) -> bool:
        held = self._items.get(row["_id"])
        return bool(row["expected"]) and not (held.letter if held else row.get("letter"))

    def _told(self, batch: Row, letter: Row, surplus: Item | None) -> Item:
        """The item that a letter is for certain; else one of its own that nobody expected."""
        told = item_told(self.house, batch, letter, self._is_free)
        if told is None:
            return surplus or self._surplus(batch, letter)
        if surplus:
            self._leave(surplus)
        item = self._items.get(told["_id"]) or Item.unpacked(told)
        self._before.setdefault(item.id, told)
        self._items[item.id] = item
        item.letter = letter["_id"]
        self._shelve(letter, item)
        return item

    def _surplus(self, batch: Row, letter: Row) -> Item:
        made = surplus_of(batch, letter["_id"])
        self._items[made.id] = made
        return made

    def _leave(self, item: Item) -> None:
        """A letter is not there any more: its item is missing again, and what nobody expected is gone."""
        if item.expected:
            item.letter = None
            settle(item)
        else:
            self._items.pop(item.id)
            self._gone += [Remove(Item, item.id, item.version)] if item.version else []

    def _shelve(self, letter: Row, item: Item) -> None:
        """Its paper lies where the manifest says, unless somebody has put it elsewhere."""
        if not letter.get("folder") and item.place:
            made = Letter.unpacked(letter)
            self._events.append(shelved(itself(), made, item.place))
            self._shelved.append(Put(made))


def surplus_of(batch: Row, letter: str) -> Item:
    """A letter that came in with a batch and is none of its items; the same whenever it is made."""
    whole: dict[str, Any] = {name: batch[name] for name in ("unit", "grants")}
    key = surplus_key(letter)
    return Item(
        id=derived_id(letter, "item"), batch=batch["_id"], expected=False, key=key, line=0, letter=letter,
        state="waiting", **whole,
    )  # fmt: skip


def shelved(who: Any, letter: Letter, place: str | None) -> Happened:
    """The paper of a letter put into a folder, or out of it."""
    before, letter.folder = letter.folder or "", place
    return happened(who, SHELVED, letter.id, before={"folder": before}, after={"folder": place or ""})
