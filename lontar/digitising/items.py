"""The items of a batch as people state them: listed, typed in, changed, taken out; each act is one commit with its
event, in which they stand before and after, so that it can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.dates import dates
from ingest.fields import number_key
from lontar.act import happened
from lontar.digitising.errors import ClosedBatch, NotListed, ScannedAlready
from lontar.digitising.keys import key_of
from lontar.shelving.boxes import tidy
from lontar.shelving.places import Places
from lontar.wiring import House
from office.access import Reader, demand
from schemas.batch import Batch
from schemas.errors import NotFound, Taken
from schemas.item import Item
from schemas.stored import new_id
from store.again import again
from store.changes import Changes, Hold, Put, Remove
from store.contract import Row

ACTION = "batch.manage"
PLACE = ("box", "folder")
NAMED = ("number", "reference_number", "description")
"""Of these an item needs one, so that it can be told from others of its folder."""
SAID = (*PLACE, "number", "description", "pages", "reference_number", "date", "subject")
"""What a person states of an item."""
MOST = 20_000
"""Items of a batch: counted and listed from their index, closed in one commit."""
TRIES = 5
Values = Mapping[str, Any]


@dataclass
class Sheet:
    """What is to become of items of a batch: their values by id, None for one that goes."""

    house: House
    reader: Reader
    batch: Row
    wanted: dict[str, Values | None] = field(default_factory=dict)

    def changes(self, standing: Mapping[str, Row]) -> Changes:
        """Nothing where nothing is different. `standing`: the rows of those that are there. Raises ScannedAlready."""
        places = Places(self.house, self.reader, self.batch["unit"])
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        puts: list[Put] = []
        removes: list[Remove] = []
        line = last_line(self.house, self.batch["_id"])
        for id, values in self.wanted.items():
            row = standing.get(id)
            was = said(row) if row else None
            if was == (dict(values) if values else None):
                continue
            before[id], after[id] = was, values
            if values is None:
                removes += _gone(row)
                continue
            line += 1 if row is None else 0
            puts.append(Put(self._put(id, row, values, places, line=line)))
        if not after:
            return Changes()
        values_said = {"before": {"items": before}, "after": {"items": after}}
        event = happened(self.reader, "batch.listed", self.batch["_id"], of="batches", **values_said)
        held = Hold(Batch, self.batch["_id"], self.batch["version"])
        return places.changes + Changes(tuple(puts), tuple(removes), events=(event,), holds=(held,))

    def _put(self, id: str, row: Row | None, values: Values, places: Places, *, line: int) -> Item:
        if row and row.get("letter") and any(row.get(name) != values.get(name) for name in PLACE):
            raise ScannedAlready(what=called(row))
        made = (
            Item.unpacked(row)
            if row
            else Item(id=id, batch=self.batch["_id"], unit=self.batch["unit"], grants=self.batch["grants"], line=line)
        )
        for name in SAID:
            made[name] = values.get(name)
        made.place = places.folder(values["box"], values["folder"])
        made.key = key_of(values["box"], values["folder"], values.get("number") or "", label(values))
        made.number_key = number_key(str(values.get("reference_number") or "")) or None
        return made


def said(row: Row) -> dict[str, Any]:
    """What is stated of a stored item; what nobody said is not there."""
    return {name: row[name] for name in SAID if row.get(name) not in (None, "")}


def label(values: Values) -> str:
    """By what an item without a number is known."""
    return str(values.get("reference_number") or values.get("description") or "")


def called(row: Row) -> str:
    """An item in a sentence: 12/3/7 Laporan tahunan."""
    place = "/".join(str(row[name]) for name in (*PLACE, "number") if row.get(name))
    name = row.get("description") or row.get("subject") or row.get("reference_number") or ""
    return f"{place} {name}".strip()


def checked(typed: Mapping[str, str]) -> dict[str, Any]:
    """An item as it was typed in, as it is kept. Raises NotListed with the field, and what Places raises."""
    kept: dict[str, Any] = {name: tidy(typed.get(name, "")) for name in SAID}
    for name in PLACE:
        if not kept[name]:
            raise NotListed(what=name.capitalize(), why="it is empty", field=name)
    if not any(kept[name] for name in NAMED):
        raise NotListed(what="The item", why="it needs a number, a reference number or a description", field="number")
    for name, most in longest().items():
        if len(kept[name]) > most:
            raise NotListed(what=name.replace("_", " "), why=f"it has more than {most} characters", field=name)
    if kept["pages"]:
        kept["pages"] = pages_of(kept["pages"])
        if kept["pages"] is None:
            raise NotListed(what="pages", why=f"it must be a whole number from 1 to {most_pages()}", field="pages")
    if kept["date"]:
        kept["date"] = day_of(kept["date"])
        if kept["date"] is None:
            raise NotListed(what="date", why="it is no date", field="date")
    return {name: value for name, value in kept.items() if value not in (None, "")}


def longest() -> dict[str, int]:
    """The most characters of what is text."""
    return {name: Item._fields[name].max_length for name in SAID if hasattr(Item._fields[name], "max_length")}


def most_pages() -> int:
    return int(Item._fields["pages"].max_value)


def pages_of(text: str) -> int | None:
    """A number of pages; None for what is none."""
    return int(text) if text.isdecimal() and len(text) < 6 and 1 <= int(text) <= most_pages() else None


def day_of(text: str) -> int | None:
    """A day as yyyymmdd: 22-11-1971, 22 Nopember 1971, 1971-11-22; None for what is none."""
    year, _, rest = text.partition("-")
    if len(year) == 4 and year.isdecimal():
        text = "-".join([*reversed(rest.split("-")), year])
    found = dates(text)
    return found[0][0] if len(found) == 1 and found[0][2] - found[0][1] == len(text) else None


def last_line(house: House, batch: str) -> int:
    where = {"batch": batch, "expected": True}
    rows = house.store.find(Item, where, sort=[("line", -1)], limit=1, fields=("line",))
    return int(rows[0]["line"]) if rows else 0


def batch_for(house: House, reader: Reader, id: str) -> Row:
    """A batch that the reader works on. Raises NotFound, Forbidden; ClosedBatch."""
    row = house.store.get(Batch, id)
    if row is None:
        raise NotFound(what="Batch")
    demand(reader, ACTION, row, what="Batch")
    if row["state"] != "open":
        raise ClosedBatch(name=row["name"])
    return row


def item_of(house: House, batch: Row, id: str) -> Row:
    """Raises NotFound for an item that is of another batch or of none."""
    row = house.store.get(Item, id)
    if row is None or row["batch"] != batch["_id"]:
        raise NotFound(what="Item")
    return row


def put(house: House, reader: Reader, batch: str, id: str | None, typed: Mapping[str, str]) -> tuple[str, int | None]:
    """An item typed in anew (`id` None) or changed: its id, and the number of the event (None: nothing was different).

    Raises NotFound, Forbidden, ClosedBatch, NotListed, ScannedAlready; Taken for one that is there already."""
    values = checked(typed)
    made = id or new_id()

    def decide() -> Changes:
        row = batch_for(house, reader, batch)
        standing = {made: item_of(house, row, made)} if id else {}
        return Sheet(house, reader, row, {made: values}).changes(standing)

    return made, committed(house, decide, what=called(values))


def remove(house: House, reader: Reader, batch: str, id: str) -> int | None:
    """Take an item out of the list. Raises NotFound, Forbidden, ClosedBatch, ScannedAlready."""

    def decide() -> Changes:
        row = batch_for(house, reader, batch)
        return Sheet(house, reader, row, {id: None}).changes({id: item_of(house, row, id)})

    return committed(house, decide, what="Item")


def committed(house: House, decide: Any, *, what: str) -> int | None:
    """The number of the last event. A box that another made at the same moment is found there the next time."""
    for left in range(TRIES, 0, -1):
        try:
            done = again(house.store, decide)
        except Taken as error:
            if left == 1:
                raise Taken(what=what, field="number") from error
            continue
        return done[-1] if done else None
    return None


def _gone(row: Row | None) -> list[Remove]:
    """Raises ScannedAlready."""
    if row and row.get("letter"):
        raise ScannedAlready(what=called(row))
    return [Remove(Item, row["_id"], row["version"])] if row else []
