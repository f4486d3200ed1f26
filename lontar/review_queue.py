"""Which pages a person should look at next: those that the machine read with most doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

from lontar.paging import numbered
from lontar.wiring import House
from office.access import Reader, may
from schemas.letter import Letter
from schemas.page import DOUBT, Page
from store.contract import Row, key_of

WELL = 90
"""A page read with less confidence (0-100) waits for somebody; better ones come behind it and are not counted."""
ORDER = (("confidence", 1),)
LOOKED = 200
"""Pages looked at for one list or count at most, since each is shown only to who may correct its letter."""
FIELDS = ("letter", "file", "page", "confidence", "words", "words_by_hand", "by_hand")


@dataclass(frozen=True)
class Queued:
    """A page that waits. `number`: in its letter; `subject`: of the letter, where one was read."""

    letter: str
    number: int
    file: int
    page: int
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
    rows, mine = _looked(house, reader, _place(after), LOOKED, FIELDS)
    shown = mine[:limit]
    more = len(mine) > limit or len(rows) == LOOKED
    last = shown[-1][0] if len(mine) > limit else rows[-1] if rows else None
    return Queue([_queued(house, page, letter) for page, letter in shown], _said(last) if more and last else None)


def waiting(house: House, reader: Reader, most: int = LOOKED) -> tuple[int, bool]:
    """How many pages below WELL wait for the reader, and whether there may be more than the `most` looked at."""
    rows, mine = _looked(house, reader, None, most, ("letter", "confidence"))
    low = [page for page, _ in mine if page["confidence"] < WELL]
    return len(low), len(rows) == most and rows[-1]["confidence"] < WELL


def after_this(house: House, reader: Reader, id: str, number: int) -> tuple[str, int] | None:
    """The first page of the queue that is another one: its letter and number there."""
    others = (one for one in queue(house, reader, limit=2).rows if (one.letter, one.number) != (id, number))
    return next(((one.letter, one.number) for one in others), None)


def _looked(
    house: House, reader: Reader, after: Sequence[object] | None, most: int, fields: Sequence[str]
) -> tuple[list[Row], list[tuple[Row, Row]]]:
    """The pages looked at, and those of them whose letter the reader may correct, with it."""
    rows = house.store.find(Page, {"to_review": True}, sort=ORDER, limit=most, after=after, fields=fields)
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows}))
    open_to = {
        id: letter
        for id, letter in letters.items()
        if not letter.get("withdrawn") and may(reader, "page.correct", letter)
    }
    return rows, [(row, open_to[row["letter"]]) for row in rows if row["letter"] in open_to]


def _queued(house: House, page: Row, letter: Row) -> Queued:
    number = next(one.number for one in numbered(house, letter) if (one.file, one.page) == (page["file"], page["page"]))
    file = next(one for one in letter["files"] if one["no"] == page["file"])
    subject = ((letter.get("fields") or {}).get("subject") or {}).get("value")
    rows = page.get("words_by_hand") if page.get("by_hand") is not None else page.get("words")
    doubtful = sum(row[-1] < DOUBT for row in rows or ())
    return Queued(
        letter["_id"], number, page["file"], page["page"], file["name"], subject, page["confidence"], doubtful
    )


def _said(row: Row) -> str:
    confidence, id = key_of(row, ORDER)
    return f"{confidence!r}:{id}"


def _place(said: str | None) -> Sequence[object] | None:
    """What `_said` made; what nobody can read begins at the front."""
    confidence, _, id = (said or "").partition(":")
    try:
        return [float(confidence), id]
    except ValueError:
        return None
