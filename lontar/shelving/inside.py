"""What lies in a folder: letters whose paper is there, and what batches expect in it; the folders of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass

from lontar.wiring import House
from office.access import Reader, may_see
from schemas.batch import Batch
from schemas.box import Box, Folder
from schemas.item import Item
from schemas.letter import Letter
from store.contract import Row

PIECE, LOOKED = 50, 1000
"""Letters of one page, and letters that are looked at for it: others in between are not the reader's."""
MOST = 10_000


@dataclass(frozen=True)
class Lying:
    """Letters, the first that came first; `after`: where the next begin, None when these are the last."""

    rows: Sequence[Row]
    after: str | None


def letters(house: House, reader: Reader, folder: Row, after: str | None = None) -> Lying:
    """Those in a folder that the reader may read; of the others nobody learns how many they are."""
    shown: list[Row] = []
    begin = house.store.get(Letter, after) if after else None
    place = [begin["added_at"], begin["_id"]] if begin and may_see(reader, begin) else None
    rows = house.store.find(Letter, {"folder": folder["_id"]}, sort=[("added_at", 1)], limit=LOOKED, after=place)
    for row in rows:
        if row.get("withdrawn") or not may_see(reader, row):
            continue
        if len(shown) == PIECE:
            return Lying(shown, shown[-1]["_id"])
        shown.append(row)
    return Lying(shown, None)


@dataclass(frozen=True)
class Expected:
    """A batch, how many items it expects in a folder, and how many of them are scanned."""

    batch: Row
    items: int
    scanned: int


def expected(house: House, reader: Reader, folder: Row) -> list[Expected]:
    """By batch, those whose batch the reader may see."""
    fields = ("batch", "letter", "grants")
    rows = house.store.find(Item, {"place": folder["_id"]}, sort=[("line", 1)], limit=MOST, fields=fields)
    batches = house.store.get_many(Batch, sorted({row["batch"] for row in rows}))
    found = []
    for id, batch in batches.items():
        if may_see(reader, batch):
            own = [row for row in rows if row["batch"] == id]
            found.append(Expected(batch, len(own), sum(bool(row.get("letter")) for row in own)))
    return found


def places_of(house: House, batch: Row) -> list[tuple[str, Row]]:
    """The boxes and folders of a batch's items, each box before its folders."""
    places: dict[str, None] = {}
    after: Sequence[object] | None = None
    where, sort = {"batch": batch["_id"], "expected": True}, [("line", 1)]
    while True:
        rows = house.store.find(Item, where, sort=sort, limit=MOST, after=after, fields=("place", "line"))
        places |= dict.fromkeys(row["place"] for row in rows if row.get("place"))
        if len(rows) < MOST:
            break
        after = [rows[-1]["line"], rows[-1]["_id"]]
    folders = house.store.get_many(Folder, list(places))
    boxes = house.store.get_many(Box, sorted({row["box"] for row in folders.values()}))
    found: list[tuple[str, Row]] = []
    for box in sorted(boxes.values(), key=lambda row: str(row["number"])):
        found.append(("box", box))
        found += [("folder", folders[id]) for id in places if id in folders and folders[id]["box"] == box["_id"]]
    return found
