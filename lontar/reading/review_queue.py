"""Which pages a person should look at next: those that the machine read with most doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lontar.cursor import cursor_near, cursor_of, place_of
from lontar.paging import leaf_of, number_of, shows
from lontar.wiring import House
from office.access import Reader, may
from schemas.letter import Letter, values_of
from schemas.page import DOUBT, Page, said
from store.contract import Row, key_of

WELL = 90
"""A page read with less confidence (0-100) waits for somebody; better ones come behind it and are not counted."""
ORDER = (("confidence", 1),)
AT_ONCE, LOOKED = 500, 5000
"""Pages taken from the store at once, and looked at for one list or count at most (40 ms): shown are only those whose
letter is the reader's to correct, and many of others may stand before them."""


@dataclass(frozen=True)
class Queued:
    """A page that waits. `number`: in its letter; `rotation`: degrees clockwise that it is shown turned by; `subject`:
    of the letter, where one was read."""

    letter: str
    number: int
    file: int
    page: int
    rotation: int
    name: str
    subject: str | None
    confidence: float
    doubtful: int


@dataclass(frozen=True)
class Queue:
    """`after`: where the next pages begin, None when these are the last."""

    rows: Sequence[Queued]
    after: str | None


def queue(house: House, reader: Reader, after: str | None = None, limit: int = 50) -> Queue:
    """The pages that the reader may correct, the most doubtful first."""
    shown: list[Row] = []
    count, behind = 0, None
    for page, is_mine in _looked(house, reader, place_of(after), LOOKED):
        if is_mine and len(shown) == limit:
            return Queue(_queued(house, shown), cursor_of(shown[-1], ORDER))
        count += 1
        behind = cursor_of(page, ORDER) if is_mine else cursor_near(page, ORDER, page["letter"])
        shown += [page] if is_mine else []
    return Queue(_queued(house, shown), behind if count == LOOKED else None)


def waiting(house: House, reader: Reader, most: int = LOOKED) -> tuple[int, bool]:
    """How many pages below WELL wait for the reader, and whether there may be more than the `most` looked at."""
    low = [is_mine for page, is_mine in _looked(house, reader, None, most) if page["confidence"] < WELL]
    return sum(low), len(low) == most


def after_this(house: House, reader: Reader, id: str, number: int) -> tuple[str, int] | None:
    """The first page of the queue that is another one: its letter and number there."""
    others = (one for one in queue(house, reader, limit=2).rows if (one.letter, one.number) != (id, number))
    return next(((one.letter, one.number) for one in others), None)


def _looked(house: House, reader: Reader, after: Sequence[object] | None, most: int) -> Iterator[tuple[Row, bool]]:
    """At most so many pages in the order of the queue, each with whether it is the reader's to correct."""
    fields, size = ("letter", "file", "page", "confidence"), min(most, AT_ONCE)
    for _ in range(0, most, size):
        rows = house.store.find(Page, {"to_review": True}, sort=ORDER, limit=size, after=after, fields=fields)
        ids = sorted({row["letter"] for row in rows})
        letters = house.store.find(Letter, {"_id": {"$in": ids}}, limit=size, fields=("grants", "withdrawn", "files"))
        good = (one for one in letters if not one.get("withdrawn") and may(reader, "page.correct", one))
        files = {one["_id"]: one["files"] for one in good}
        yield from ((row, shows(files.get(row["letter"], ()), leaf_of(row))) for row in rows)
        if len(rows) < size:
            return
        after = key_of(rows[-1], ORDER)


def _queued(house: House, pages: Sequence[Row]) -> list[Queued]:
    rows = house.store.get_many(Page, [page["_id"] for page in pages])
    letters = house.store.get_many(Letter, sorted({page["letter"] for page in pages}))
    return [_one(rows.get(page["_id"], page), letters[page["letter"]]) for page in pages]


def _one(page: Row, letter: Row) -> Queued:
    number = number_of(letter, leaf_of(page))
    file = next(one for one in letter["files"] if one["no"] == page["file"])
    subject = values_of(letter).get("subject")
    doubtful = sum(row[-1] < DOUBT for row in said(page)[1])
    rotation = page.get("rotation") or 0
    where = (letter["_id"], number, *leaf_of(page), rotation)
    return Queued(*where, file["name"], subject, page["confidence"], doubtful)
