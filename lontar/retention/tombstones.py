"""Tombstones of destroyed letters: all of them, as lines of JSON, and carried out again on an archive that was restored
from a time before."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any

from lontar.act import happened
from lontar.retention.destroying import clear, destroyed
from lontar.retention.scrubbing import scrub
from lontar.wiring import House
from office.access import Reader
from schemas.casefile import CaseFile
from schemas.draft import Draft
from schemas.errors import WrongUse
from schemas.event import EventValues
from schemas.letter import Letter
from schemas.page import Page
from schemas.times import in_json
from schemas.tombstone import Tombstone
from store.again import again
from store.changes import Changes
from store.contract import Row, Store


@dataclass(frozen=True)
class Reapplied:
    """`known`: tombstones given. `again`: letters that had come back and were destroyed again. `casefiles`: marked
    destroyed again."""

    known: int
    again: int
    casefiles: int

    def as_dict(self) -> dict[str, int]:
        return {"known": self.known, "again": self.again, "casefiles": self.casefiles}


def every(store: Store) -> Iterator[Row]:
    """All tombstones as stored rows, by id."""
    yield from store.every(Tombstone)


def uncleared(store: Store, limit: int = 1000) -> list[Row]:
    """Of letters of which something may still stand, since what cleared it away was cut off; the oldest first."""
    return store.find(Tombstone, {"cleared": False}, sort=[("destroyed_at", 1)], limit=limit)


def write(store: Store, to: IO[str]) -> int:
    """One tombstone a line; how many. They hold no word of a letter and may be kept apart from the backups."""
    count = 0
    for row in every(store):
        to.write(json.dumps(_said(row), sort_keys=True, default=in_json) + "\n")
        count += 1
    return count


def read(lines: Iterable[str]) -> Iterator[Row]:
    """What `write` wrote, as rows. Raises WrongUse with the number of the line, Malformed."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said: dict[str, Any] = json.loads(line)
            at = datetime.fromisoformat(said.pop("destroyed_at")).astimezone(UTC).replace(tzinfo=None)
            stone = Tombstone(**said, destroyed_at=at)
            row = stone.packed()
        except (ValueError, TypeError, KeyError, AttributeError, LookupError) as error:
            raise WrongUse(what=f"Line {number} of the tombstones", why="it is no tombstone") from error
        yield row | {"version": 0}


def reapply(house: House, reader: Reader, tombstones: Iterable[Row]) -> Reapplied:
    """Destroy again what an older backup brought back; what is destroyed already stays so. May be called again.

    A legal hold that was placed after a destruction cannot bring the letter back, and one that came back with the
    backup was released before it."""
    known, come_back, files, rows = 0, 0, set[str](), []
    for row in tombstones:
        known += 1
        files.add(row["casefile"])
        come_back += _again(house, reader, row)
        rows.append(row["_id"])
    stones = [row for row in house.store.get_many(Tombstone, rows).values() if _stands(house, row)]
    clear(house, stones)
    marked = sum(_destroyed_file(house, reader, id) for id in sorted(files))
    if come_back or stones:
        scrub(house)
    return Reapplied(known, come_back, marked)


def _again(house: House, reader: Reader, row: Row) -> bool:
    """Whether the letter was there."""
    was = False

    def decide() -> Changes:
        nonlocal was
        letter, stone = house.store.get(Letter, row["_id"]), house.store.get(Tombstone, row["_id"])
        one = Tombstone.unpacked(stone) if stone else Tombstone.unpacked(row | {"version": 0})
        was = letter is not None
        if letter is None:
            return Changes() if stone else Changes.of(one)
        one.cleared = False
        one.sha256 = list(dict.fromkeys([*one.sha256, *(file["sha256"] for file in letter["files"])]))
        return destroyed(house, reader, letter, one)

    again(house.store, decide)
    return was


def _stands(house: House, stone: Row) -> bool:
    """Whether anything of it does: an archive is not looked through for every letter that it ever destroyed."""
    if not stone.get("cleared"):
        return True
    id, store = stone["_id"], house.store
    if store.find(Page, {"letter": id}, sort=[("file", 1), ("page", 1)], limit=1, fields=()):
        return True
    if any(house.originals.has(one) and not store.count(Letter, {"files.sha256": one}) for one in stone["sha256"]):
        return True
    if any(store.count(EventValues, {"thing": one}) for one in stone["beneath"]):
        return True
    drafts = [one.partition("/")[2] for one in stone["beneath"] if one.startswith("drafts/")]
    return bool(store.get_many(Draft, drafts))


def _destroyed_file(house: House, reader: Reader, id: str) -> bool:
    """A case file of which every letter is destroyed is destroyed again itself; whether it was not."""
    marked = False

    def decide() -> Changes:
        nonlocal marked
        row = house.store.get(CaseFile, id)
        marked = False
        if row is None or row["state"] == "destroyed" or house.store.count(Letter, {"casefile": id}):
            return Changes()
        one, marked = CaseFile.unpacked(row), True
        one.state = "destroyed"
        return Changes.of(one, events=[happened(reader, "casefile.destroyed", id, of="casefiles")])

    again(house.store, decide)
    return marked


def _said(row: Row) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in ("_id", "version", "schema", "cleared")}
    return {"id": row["_id"]} | kept
