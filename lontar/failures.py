"""Letters that nobody tries any more, by the reason; and another try of them.

A failed letter is kept, found and shown; only its text is lacking. So there is no hurry, and each try is safe: what was
read of it stays, and a letter that is being tried already is left alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lontar.act import happened
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.errors import every_error
from schemas.letter import Letter, name_of
from schemas.work import TO_COME, Work
from store.again import again
from store.changes import Changes
from store.contract import Row
from work import lease

LOOKED = 10_000
"""Failed letters that are looked at, the newest first."""
AT_ONCE = 100
"""Letters of a commit."""
UNKNOWN = "error"


@dataclass(frozen=True)
class Failed:
    """One letter; `error` is that of its last try, as stored."""

    id: str
    name: str
    row: Row
    error: Row

    @property
    def code(self) -> str:
        return str(self.error.get("code") or UNKNOWN)


@dataclass(frozen=True)
class Reason:
    """Failed letters of one reason, the newest first. `title`: of the error, a message id of the catalogue."""

    code: str
    title: str
    letters: list[Failed]


def failed(house: House, reader: Reader | None = None) -> list[Failed]:
    """Those that the reader may read (None: all), at most LOOKED, without those that are tried again already and those
    that somebody withdrew."""
    rows = house.store.find(Letter, {"stage": "failed"}, sort=[("added_at", -1)], limit=LOOKED)
    works = house.store.get_many(Work, [row["_id"] for row in rows])
    found = []
    for row in rows:
        work = works.get(row["_id"], {})
        gone = row.get("withdrawn") or work.get("state") in TO_COME
        if not gone and (reader is None or may_see(reader, row)):
            found.append(Failed(row["_id"], name_of(row), row, work.get("error") or _error(row)))
    return found


def _error(row: Row) -> Row:
    """Of the letter, else of the first of its files that has one."""
    return row.get("error") or next((file["error"] for file in row["files"] if file.get("error")), {})


def by_reason(found: Iterable[Failed]) -> list[Reason]:
    """The most frequent reason first."""
    reasons: dict[str, list[Failed]] = {}
    for one in found:
        reasons.setdefault(one.code, []).append(one)
    known = every_error()
    titles = {code: known[code].title if code in known else code for code in reasons}
    ordered = sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Reason(code, titles[code], letters) for code, letters in ordered]


def said(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """As `lontar status --json` and the JSON API give them."""
    return [{"code": one.code, "title": one.title, "count": len(one.letters)} for one in reasons]


def try_again(house: House, reader: Reader, code: str = "") -> int:
    """Another try of all that failed, or of all of one reason, for whoever runs the archive: also of letters that they
    may not read, of which they are told no more than the number. How many are tried again. Raises Forbidden."""
    demand(reader, "office.manage")
    ids, tried = [one.id for one in failed(house) if code in ("", one.code)], 0
    for first in range(0, len(ids), AT_ONCE):
        tried += _retried(house, reader, ids[first : first + AT_ONCE])
    return tried


def _retried(house: House, reader: Reader, ids: Sequence[str]) -> int:
    """In one commit; those that somebody else has tried again meanwhile are left."""
    count = 0

    def decide() -> Changes:
        nonlocal count
        works = [Work.unpacked(row) for row in house.store.get_many(Work, ids).values()]
        wanted = [work for work in works if work.state not in TO_COME]
        count = len(wanted)
        changes = [lease.retry(work) for work in wanted]
        return sum(changes, Changes(events=tuple(happened(reader, "letter.retried", work.id) for work in wanted)))

    again(house.store, decide)
    for _ in range(count):
        house.queue.announce()
    return count
