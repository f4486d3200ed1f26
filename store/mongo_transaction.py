"""Changes inside one transaction of MongoDB: what is raised here undoes all of it.

A transaction may be larger than the 16 MiB of one document: since MongoDB 4.2 it is kept in as many entries of the log
as it needs.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import bson
from bson.raw_bson import RawBSONDocument

from schemas.errors import Conflict, Taken
from schemas.event import Event, EventValues
from schemas.stored import Stored
from store import chain
from store.changes import Happened, Hold, Recount, Remove
from store.contract import Ledgers, Row
from store.errors import TooLarge
from store.mongo_connection import AFTER, Collection, Database, Insert, Refused, Replace, Session, Update
from store.packed import SEALED, Done, Packed

COUNTERS, CURSORS = "#counters", "#cursors"
MOST_BYTES = 16 << 20
"""Of one document: MongoDB's limit."""
TAKEN = 11000  # DuplicateKey


class Transaction:
    """One transaction, while it lasts."""

    def __init__(self, database: Database, session: Session) -> None:
        self._database, self._session = database, session

    def carry_out(self, packed: Packed) -> Done:
        """Raises Conflict, Taken, TooLarge."""
        changes = packed.changes
        # First, so that what is in the way of another transaction finds out before it has done anything.
        sequence = self.count_on(SEALED, len(changes.events)) if changes.events else 0
        for one in changes.recounts:
            self._recount(one)
        numbers = packed.number(self.count_on)
        for hold in changes.holds:
            self._hold(hold)
        versions: list[int] = []
        for kind, rows in groupby(packed.puts(), key=lambda put: put[0]):
            versions += self._put(kind, [row for _, row in rows])
        for remove in changes.removes:
            self._remove(remove)
        if sequence:
            self._append(changes.events, sequence - len(changes.events))
        return Done(versions, numbers, sequence)

    def advance(self, follower: str, sequence: int) -> None:
        """Move a cursor. Raises Conflict when it is already there."""
        cursors = self._database[CURSORS]
        cursor = cursors.find_one({"_id": follower}, session=self._session) or {}
        if cursor.get("sequence", -1) >= sequence:
            raise Conflict(what=f"The cursor of {follower}")
        cursors.replace_one({"_id": follower}, {"sequence": sequence}, upsert=True, session=self._session)

    def count_on(self, counter: str, by: int = 1) -> int:
        """The value of a counter once it has moved on; it begins at 0."""
        change = {"$inc": {"value": by}}
        found = self._database[COUNTERS].find_one_and_update(
            {"_id": counter}, change, upsert=True, return_document=AFTER, session=self._session
        )
        return int((found or {})["value"])

    def _recount(self, one: Recount) -> None:
        """Read and written in one transaction: another that moved the counter meanwhile is in its way."""
        counters = self._database[COUNTERS]
        found = counters.find_one({"_id": one.counter}, session=self._session) or {}
        if int(found.get("value", 0)) != one.instead:
            raise Conflict(what=one.counter)
        counters.replace_one({"_id": one.counter}, {"value": one.number}, upsert=True, session=self._session)

    def receive_ledgers(self, ledgers: Ledgers) -> None:
        for name, member, kept in (
            (COUNTERS, "value", ledgers.counters),
            (CURSORS, "sequence", ledgers.cursors),
        ):
            self._database[name].delete_many({}, session=self._session)
            if rows := [{"_id": id, member: number} for id, number in kept.items()]:
                self._database[name].insert_many(rows, session=self._session)

    def _put(self, kind: type[Stored], rows: list[Row]) -> list[int]:
        stored = [row | {"version": int(row.get("version", 0)) + 1} for row in rows]
        writes = [_write(kind, row) for row in stored]
        try:
            found = self._database[kind.collection()].bulk_write(writes, session=self._session)
        except Refused as error:
            raise _refusal(kind, stored, error) from error
        if found.matched_count < sum(row["version"] > 1 for row in stored):
            raise Conflict(what=self._moved(kind, stored))
        return [row["version"] for row in stored]

    def _moved(self, kind: type[Stored], stored: list[Row]) -> str:
        """The first document that was not at the version it was read at."""
        wanted = {row["_id"]: row["version"] for row in stored if row["version"] > 1}
        found = self._database[kind.collection()].find(
            {"_id": {"$in": list(wanted)}}, {"version": 1}, session=self._session
        )
        there = {row["_id"]: row["version"] for row in found}
        moved = [id for id, version in wanted.items() if there.get(id) != version]
        return f"{kind.__name__} {next(iter(moved), stored[0]['_id'])}"

    def _hold(self, hold: Hold) -> None:
        """A transaction sees others by what both write: the version moves there and back, so that the document is
        written and stays as it was."""
        there = Update({"_id": hold.id, "version": hold.version}, {"$inc": {"version": 1}})
        back = Update({"_id": hold.id, "version": hold.version + 1}, {"$inc": {"version": -1}})
        found = self._database[hold.kind.collection()].bulk_write([there, back], session=self._session)
        if found.matched_count < 2:
            raise Conflict(what=f"{hold.kind.__name__} {hold.id}")

    def _remove(self, remove: Remove) -> None:
        one = {"_id": remove.id, "version": remove.version}
        if not self._database[remove.kind.collection()].delete_one(one, session=self._session).deleted_count:
            raise Conflict(what=f"{remove.kind.__name__} {remove.id}")

    def _append(self, events: tuple[Happened, ...], before: int) -> None:
        """Seal the events behind the last one, whose number is `before` unless the end of the log was cut off."""
        last = self._database[Event.collection()].find_one(
            {}, {"chain": 1}, sort=[("sequence", -1)], hint="sequence:unique", session=self._session
        )
        previous = str((last or {}).get("chain", chain.START))
        sealed, values = [], []
        for sequence, happened in enumerate(events, before + 1):
            event, kept = chain.seal(happened, sequence, previous)
            previous = event["chain"]
            sealed.append(_raw(Event, event))
            values += [_raw(EventValues, kept)] if kept else []
        self._database[Event.collection()].insert_many(sealed, session=self._session)
        if values:
            self._database[EventValues.collection()].insert_many(values, session=self._session)


def receive(collection: Collection, kind: type[Stored], rows: Sequence[Row]) -> None:
    """Outside a transaction, since each row is whole by itself. Raises Conflict, Taken, TooLarge."""
    try:
        collection.insert_many([_raw(kind, row) for row in rows])
    except Refused as error:
        raise _refusal(kind, list(rows), error) from error


def _write(kind: type[Stored], row: Row) -> Any:
    raw, held = _raw(kind, row), row["version"] - 1
    return Replace({"_id": row["_id"], "version": held}, raw) if held else Insert(raw)


def _raw(kind: type[Stored], row: Row) -> Any:
    """A document as bytes, so that it is packed once. Raises TooLarge."""
    packed = bson.encode(row)
    if len(packed) > MOST_BYTES:
        raise TooLarge(what=f"{kind.__name__} {row['_id']}", megabytes=f"{len(packed) / 1e6:.1f}")
    return RawBSONDocument(packed)


def _refusal(kind: type[Stored], stored: list[Row], error: Refused) -> Exception:
    """What was in the way of a document, as our error."""
    first = (error.details or {})["writeErrors"][0]
    if first["code"] != TAKEN:
        return error
    row, fields = stored[first["index"]], list(first["keyPattern"])
    if fields == ["_id"]:
        return Conflict(what=f"{kind.__name__} {row['_id']}")
    return Taken(what=", ".join(f"{name} {row.get(name)}" for name in fields))
