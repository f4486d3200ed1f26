"""Letters on their way, as one person may see them: being read, waiting, failed. Numbers and rows are of one look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter, name_of
from schemas.stored import now
from schemas.work import TO_COME, Work
from store.contract import Row
from work import lease

LOOKED, SHOWN = 500, 50
"""Letters looked at in each state, the next ones first; rows shown of those that the person may read."""


@dataclass(frozen=True)
class OnItsWay:
    """One letter. `pages_done` of `pages` are read (0: not counted yet); `error` is of its last try, as stored;
    `again`: when it is tried again, if that lies ahead."""

    id: str
    name: str
    pages_done: int
    pages: int
    error: Mapping[str, Any]
    again: datetime | None


@dataclass(frozen=True)
class Listed:
    """`all` letters, of which `rows` are shown; `at_least`: there may be more than were looked at."""

    rows: list[OnItsWay]
    all: int
    at_least: bool


@dataclass(frozen=True)
class State:
    working: Listed
    waiting: Listed
    failed: Listed

    @property
    def left(self) -> int:
        return self.working.all + self.waiting.all


def state_of(house: House, reader: Reader) -> State:
    return State(
        working=_listed(*_works(house, reader, "working")),
        waiting=_listed(*_works(house, reader, "waiting")),
        failed=_listed(*_failed(house, reader)),
    )


def failed_ids(house: House, reader: Reader) -> list[str]:
    """The letters that nobody tries any more, as `state_of` counts them."""
    return [letter["_id"] for letter, _ in _failed(house, reader)[0]]


Found = tuple[list[tuple[Row, Row]], int]
"""Letters, each with its work, and how many were looked at to find them."""


def _works(house: House, reader: Reader, state: str) -> Found:
    """Letters by the state of the work on them, in the order in which they are read."""
    works = house.store.find(Work, {"state": state}, sort=lease.ORDER, limit=LOOKED)
    letters = house.store.get_many(Letter, [work["_id"] for work in works])
    pairs = [(letters[work["_id"]], work) for work in works if work["_id"] in letters]
    return [(letter, work) for letter, work in pairs if may_see(reader, letter)], len(works)


def _failed(house: House, reader: Reader) -> Found:
    """The newest first. One that waits for another try is among those that wait."""
    letters = house.store.find(Letter, {"stage": "failed"}, sort=[("added_at", -1)], limit=LOOKED)
    works = house.store.get_many(Work, [letter["_id"] for letter in letters])
    pairs = [(one, works.get(one["_id"], {})) for one in letters if may_see(reader, one) and not one.get("withdrawn")]
    return [(one, work) for one, work in pairs if work.get("state") not in TO_COME], len(letters)


def _listed(found: list[tuple[Row, Row]], looked: int) -> Listed:
    return Listed([_row(letter, work) for letter, work in found[:SHOWN]], len(found), looked == LOOKED)


def _row(letter: Row, work: Row) -> OnItsWay:
    again = work.get("not_before")
    return OnItsWay(
        letter["_id"],
        name_of(letter),
        work.get("pages_done", 0),
        work.get("pages", 0),
        work.get("error") or letter.get("error") or {},
        again if again and again > now() else None,
    )
