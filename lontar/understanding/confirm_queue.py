"""Which letters wait for a person's word on their fields: those of which a field was read with doubt, or not found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lontar.cursor import cursor_near, cursor_of, place_of
from lontar.facts import SURE, waiting_of
from lontar.paging import in_order, rows_of
from lontar.wiring import House
from office.access import Reader, may
from schemas.letter import Letter, name_of, values_of
from store.contract import Row, key_of

ORDER = (("doubt", 1),)
AT_ONCE, LOOKED = 500, 5000
"""Letters taken from the store at once, and looked at for one list or count at most: shown are only the reader's."""


@dataclass(frozen=True)
class Waiting:
    """A letter that waits. `doubt`: the confidence of its most doubtful field; `names`: the fields that wait, the most
    doubtful first; `leaf` and `rotation`: its first page, where one was read."""

    letter: str
    name: str
    subject: str | None
    doubt: float
    names: Sequence[str]
    leaf: tuple[int, int] | None
    rotation: int


@dataclass(frozen=True)
class Queue:
    """`after`: where the next letters begin, None when these are the last."""

    rows: Sequence[Waiting]
    after: str | None


def queue(house: House, reader: Reader, after: str | None = None, limit: int = 50) -> Queue:
    """The letters whose fields the reader may confirm, the most doubtful first."""
    shown: list[Row] = []
    count, behind = 0, None
    for row, is_mine in _looked(house, reader, place_of(after), LOOKED):
        if is_mine and len(shown) == limit:
            return Queue([_waiting(house, one) for one in shown], cursor_of(shown[-1], ORDER))
        count += 1
        behind = cursor_of(row, ORDER) if is_mine else cursor_near(row, ORDER, row["_id"])
        shown += [row] if is_mine else []
    return Queue([_waiting(house, one) for one in shown], behind if count == LOOKED else None)


def count(house: House, reader: Reader, most: int = LOOKED) -> tuple[int, bool]:
    """How many wait for the reader, and whether there may be more than the `most` looked at."""
    looked = [is_mine for _, is_mine in _looked(house, reader, None, most)]
    return sum(looked), len(looked) == most


def after_this(house: House, reader: Reader, id: str) -> str | None:
    """The first letter of the queue that is another one."""
    rows = (row for row, is_mine in _looked(house, reader, None, LOOKED) if is_mine and row["_id"] != id)
    return next((str(row["_id"]) for row in rows), None)


def doubtful(letter: Row) -> list[str]:
    """The fields of a letter that wait for a person's word, the most doubtful first."""
    waits = waiting_of(letter.get("fields") or {})
    return sorted(waits, key=lambda name: waits[name])


def _looked(house: House, reader: Reader, after: Sequence[object] | None, most: int) -> Iterator[tuple[Row, bool]]:
    """At most so many letters in the order of the queue, each with whether it is the reader's to confirm."""
    fields, size = ("doubt", "fields", "files", "grants", "withdrawn"), min(most, AT_ONCE)
    for _ in range(0, most, size):
        where = {"doubt": {"$lt": float(SURE)}}
        rows = house.store.find(Letter, where, sort=ORDER, limit=size, after=after, fields=fields)
        yield from ((row, not row.get("withdrawn") and may(reader, "letter.describe", row)) for row in rows)
        if len(rows) < size:
            return
        after = key_of(rows[-1], ORDER)


def _waiting(house: House, letter: Row) -> Waiting:
    pages = in_order(letter["files"], rows_of(house, letter["_id"], ("file", "page", "rotation", "width")))
    first = next((page for page in pages if page.get("width")), None)
    leaf = (first["file"], first["page"]) if first else None
    subject = values_of(letter).get("subject")
    how = (letter["doubt"], doubtful(letter), leaf, int((first or {}).get("rotation") or 0))
    return Waiting(letter["_id"], name_of(letter), subject, *how)
