"""Which item of its batch a letter is: told by where its paper lies and the name of its file, else proposed by what was
read on it."""

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from lontar.digitising.keys import keys_in
from lontar.wiring import House
from schemas.batch import Batch
from schemas.box import Box, Folder
from schemas.item import Item
from schemas.letter import values_of
from store.contract import Row

LIKE = 0.6
"""How like two subjects are, from 0 to 1, that may be of one letter: a list says it in fewer words."""
MOST = 200
"""Items of one day, or under one number, that are compared."""
Free = Callable[[Row], bool]


def item_told(house: House, batch: Row, letter: Row, free: Free) -> Row | None:
    """The item that a letter is for certain: its file is named after it, or its paper lies in the folder of the one
    item under its reference number. None where nothing tells."""
    place = _place(house, letter)
    file = letter["files"][0]
    if not file.get("leaves") and not letter.get("split"):  # the name of a batch scan is none of its letters'
        keys = keys_in(file["name"], place)
        rows = house.store.find(Item, {"batch": batch["_id"], "key": {"$in": keys}}, limit=len(keys)) if keys else []
        by_key = {row["key"]: row for row in rows if free(row)}
        if found := next((by_key[key] for key in keys if key in by_key), None):
            return found
    same = [row for row in _numbered(house, batch, letter, free) if letter.get("folder") and _lies(row, letter)]
    return same[0] if len(same) == 1 else None


def item_likely(house: House, batch: Row, letter: Row, free: Free) -> Row | None:
    """The item that a letter which has been read seems to be: of its number, else of its day with a like subject; the
    only one of these, or the only one in its folder."""
    numbered = _numbered(house, batch, letter, free)
    if numbered:
        return _only(numbered, letter)
    values = values_of(letter)
    if not values.get("date"):
        return None
    rows = house.store.find(Item, {"batch": batch["_id"], "date": values["date"]}, limit=MOST, sort=[])
    return _only([row for row in rows if free(row) and _is_like(row, values.get("subject") or "")], letter)


def ranked(rows: Iterable[Row], letter: Row) -> list[Row]:
    """Items a person chooses from, those first that the letter may be."""
    values = values_of(letter)

    def rank(row: Row) -> tuple[bool, bool, bool, float, int]:
        number = bool(row.get("number_key")) and row.get("number_key") == letter.get("number_key")
        day = bool(row.get("date")) and row.get("date") == values.get("date")
        like = _likeness(str(row.get("subject") or row.get("description") or ""), str(values.get("subject") or ""))
        return not number, not day, not _lies(row, letter), -like, int(row["line"])

    return sorted(rows, key=rank)


def _place(house: House, letter: Row) -> tuple[str, str] | None:
    """The numbers of the box and the folder where its paper lies."""
    folder = house.store.get(Folder, letter["folder"]) if letter.get("folder") else None
    box = house.store.get(Box, folder["box"]) if folder else None
    return (str(box["number"]), str(folder["number"])) if folder and box else None


def _numbered(house: House, batch: Row, letter: Row, free: Free) -> list[Row]:
    key = letter.get("number_key")
    rows = house.store.find(Item, {"batch": batch["_id"], "number_key": key}, limit=MOST) if key else []
    return [row for row in rows if free(row)]


def _lies(row: Row, letter: Row) -> bool:
    return bool(row.get("place")) and row.get("place") == letter.get("folder")


def _only(rows: Sequence[Row], letter: Row) -> Row | None:
    here = [row for row in rows if _lies(row, letter)]
    for some in (here, rows):
        if len(some) == 1:
            return some[0]
    return None


def _is_like(row: Row, subject: str) -> bool:
    """Whether nothing that is listed of an item speaks against a subject that was read."""
    listed = str(row.get("subject") or "")
    return not listed or _likeness(listed, subject) >= LIKE


def _likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of the shorter one's words that the other has too, be it misread."""
    words, others = sorted((one.casefold().split(), other.casefold().split()), key=len)
    if not words:
        return 0.0
    return sum(any(SequenceMatcher(None, word, next_).ratio() > 0.75 for next_ in others) for word in words) / len(
        words
    )


def batches_named(house: House, letters: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """The batches that letters name, by unit and name."""
    named = {(row["unit"], row["batch"]) for row in letters if row.get("batch")}
    found = {}
    for unit, name in sorted(named):
        if rows := house.store.find(Batch, {"unit": unit, "name": name}, limit=1):
            found[unit, name] = rows[0]
    return found
