"""What people say of items that are missing, surplus or unreadable: of one, of many at once, taken back as any act."""

from collections.abc import Mapping, Sequence

from lontar.act import happened
from lontar.digitising.following import caught_up
from lontar.digitising.items import batch_for, item_of
from lontar.digitising.states import settle
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader
from schemas.batch import Batch
from schemas.errors import NotAmong
from schemas.item import LONGEST_EXPLANATION, Item
from store.again import again
from store.changes import Changes, Hold, Put
from store.contract import Row

ASKING = ("missing", "surplus", "failed")
"""What is explained: items that no letter is, letters that are no item, and those that could not be read."""
MOST = 20_000


def explain(house: House, reader: Reader, batch: str, items: Sequence[str], why: str) -> int | None:
    """The number of the event. Raises NotFound, Forbidden, ClosedBatch; WrongUse, TooManyCharacters of `why`."""
    why = stated("The explanation", why, LONGEST_EXPLANATION, "why")
    return put(house, reader, batch, dict.fromkeys(items, why))


def explain_all(house: House, reader: Reader, batch: str, of: str, why: str) -> int | None:
    """The same of all that are missing, surplus or failed and not explained yet."""
    if of not in ASKING:
        raise NotAmong(what=of, known=", ".join(ASKING), field="of")
    caught_up(house)
    row = batch_for(house, reader, batch)
    ids = [one["_id"] for one in asking(house, row) if kind_of(one) == of]
    return explain(house, reader, batch, ids, why) if ids else None


def asking(house: House, batch: Row) -> list[Row]:
    """The items of a batch that are to be explained before it can be closed."""
    found: list[Row] = []
    after = None
    while True:
        where = {"batch": batch["_id"], "asks": True}
        rows = house.store.find(Item, where, sort=[("line", 1)], limit=5000, after=after)
        found += rows
        if len(rows) < 5000:
            return found
        after = [rows[-1]["line"], rows[-1]["_id"]]


def kind_of(row: Row) -> str:
    """What an item that asks for an explanation is."""
    return "surplus" if not row["expected"] else str(row["state"])


def put(house: House, reader: Reader, batch: str, wanted: Mapping[str, str]) -> int | None:
    """Explanations by item; "": none."""

    def decide() -> Changes:
        held = batch_for(house, reader, batch)
        rows = house.store.get_many(Item, sorted(wanted))
        before: dict[str, str] = {}
        puts: list[Put] = []
        for id, why in wanted.items():
            row = rows.get(id) or item_of(house, held, id)
            if row["batch"] != held["_id"]:
                item_of(house, held, id)
            if (row.get("explained") or "") == why:
                continue
            item = Item.unpacked(row)
            before[id], item.explained = row.get("explained") or "", why or None
            puts.append(Put(settle(item)))
        after = {id: wanted[id] for id in before}
        if not after:
            return Changes()
        values = {"before": {"explained": before}, "after": {"explained": after}}
        event = happened(reader, "batch.explained", held["_id"], of="batches", **values)
        return Changes(tuple(puts), events=(event,), holds=(Hold(Batch, held["_id"], held["version"]),))

    done = again(house.store, decide)
    return done[-1] if done else None
