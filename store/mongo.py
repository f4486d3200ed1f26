"""The Store of many machines: a replica set of MongoDB, each commit one transaction on most of its servers.

The contract is proven on a real server (6.0) alone: mongomock has no transactions.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from schemas.documents import every_document
from schemas.event import Event, EventValues
from schemas.stored import Stored
from store.changes import Changes, Committed
from store.contract import Kept, Ledgers, Row, Sort, Where, total, unpacked
from store.fields import Field
from store.mongo_connection import Collection, Database, MongoConnection
from store.mongo_filter import Filter, after_filter, every_one, filter_of
from store.mongo_indexes import BY_ITS_ID, indexes, name_of, stands_alone
from store.mongo_snapshot import MongoSnapshot
from store.mongo_transaction import COUNTERS, CURSORS, Transaction, receive
from store.packed import SEALED, Done, pack
from store.served import all_told_apart, demand_bounded, field_to_tally, index_for, index_to_count, index_to_tally

PIECE = 500
"""Documents that are fetched at once by what goes through all of them."""


class MongoStore:
    """One database; safe for several threads, processes and machines. Raises what MongoConnection does, everywhere."""

    def __init__(
        self,
        address: str,
        documents: Sequence[type[Stored]] | None = None,
        *,
        setting: str = "LONTAR_STORE",
        patience: float | None = None,
    ) -> None:
        """`setting`: what holds the address, for sentences. `patience`: seconds, as for MongoConnection."""
        self._documents = tuple(documents or every_document())
        self._connection = MongoConnection(address, setting, patience)
        self._declare()

    def get(self, kind: type[Stored], id: str) -> Row | None:
        with self._connection.told():
            return self._of(kind).find_one({"_id": id})

    def get_many(self, kind: type[Stored], ids: Sequence[str]) -> dict[str, Row]:
        with self._connection.told():
            return {row["_id"]: row for row in self._of(kind).find({"_id": {"$in": list(ids)}})}

    def load(self, kind: type[Kept], id: str) -> Kept:
        return unpacked(kind, id, self.get(kind, id))

    def find(
        self,
        kind: type[Stored],
        where: Where | None = None,
        *,
        sort: Sort = (),
        limit: int = 100,
        after: Sequence[Any] | None = None,
        fields: Sequence[str] | None = None,
    ) -> list[Row]:
        demand_bounded(limit)
        asked = filter_of(kind, where)
        index = index_for(kind, where, sort)
        if after is not None:
            asked = every_one([asked, after_filter(kind, sort, after)])
        keys = total(sort)
        if stands_alone(kind, index) and all_told_apart(index, where, keys):
            keys = keys[:-1] or keys
        with self._connection.told():
            return list(self._of(kind).find(asked, _wanted(fields), sort=keys, limit=limit, hint=name_of(kind, index)))

    def every(self, kind: type[Stored], *, fields: Sequence[str] | None = None) -> Iterator[Row]:
        last = ""
        while found := self.find(kind, {"_id": {"$gt": last}}, limit=PIECE, fields=fields):
            yield from found
            last = found[-1]["_id"]

    def count(self, kind: type[Stored], where: Where | None = None) -> int:
        asked, index = filter_of(kind, where), index_to_count(kind, where)
        hint: dict[str, Any] = {"hint": name_of(kind, index)} if index else {}
        with self._connection.told():
            return self._of(kind).count_documents(asked, **hint)

    def tally(self, kind: type[Stored], by: str, where: Where | None = None) -> dict[Any, int]:
        field = field_to_tally(kind, by)
        asked, index = filter_of(kind, where), index_to_tally(kind, by, where)
        hint: dict[str, Any] = {"hint": name_of(kind, index)} if index else {}
        with self._connection.told():
            return {row["_id"]: row["number"] for row in self._of(kind).aggregate(_tallied(field, asked), **hint)}

    def commit(self, changes: Changes) -> Committed:
        packed = pack(changes)
        done = self._connection.transaction(lambda *of: Transaction(*of).carry_out(packed))
        return packed.settle(done)

    def events(self, after: int = 0, limit: int = 1000) -> list[Row]:
        with self._connection.told():
            asked, order = {"sequence": {"$gt": after}}, [("sequence", 1)]
            found = list(self._of(Event).find(asked, sort=order, limit=limit, hint="sequence:unique"))
            ids = {"_id": {"$in": [event["_id"] for event in found]}}
            values = {row["_id"]: row for row in self._of(EventValues).find(ids, _wanted(("before", "after")))}
        return [event | ({"values": values[event["_id"]]} if event["_id"] in values else {}) for event in found]

    def sealed(self) -> int:
        with self._connection.told():
            return int((self._database()[COUNTERS].find_one({"_id": SEALED}) or {}).get("value", 0))

    def cursor(self, follower: str) -> int:
        with self._connection.told():
            return int((self._database()[CURSORS].find_one({"_id": follower}) or {}).get("sequence", 0))

    def advance(self, follower: str, sequence: int, changes: Changes | None = None) -> None:
        packed = pack(changes or Changes())

        def move(*of: Any) -> Done:
            transaction = Transaction(*of)
            transaction.advance(follower, sequence)
            return transaction.carry_out(packed)

        packed.settle(self._connection.transaction(move))

    def changed(self) -> int:
        """The place in the set's log up to which most servers have it, and reading sees it; other databases, and every
        ten seconds the set itself, move it too."""
        with self._connection.told():
            time = self._database().command("hello")["lastWrite"]["majorityOpTime"]["ts"]
        return (int(time.time) << 32) + int(time.inc)

    def ledgers(self) -> Ledgers:
        with self._connection.told():
            counters = {row["_id"]: int(row["value"]) for row in self._database()[COUNTERS].find()}
            return Ledgers(counters, {row["_id"]: int(row["sequence"]) for row in self._database()[CURSORS].find()})

    @contextmanager
    def snapshot(self) -> Iterator[MongoSnapshot]:
        with self._connection.as_now() as session:
            yield MongoSnapshot(self._connection, session)

    def receive(self, kind: type[Stored], rows: Sequence[Row], gone: Sequence[str] = ()) -> None:
        with self._connection.told():
            if gone:
                self._of(kind).delete_many({"_id": {"$in": list(gone)}})
            if rows:
                receive(self._of(kind), kind, rows)

    def receive_ledgers(self, ledgers: Ledgers) -> None:
        self._connection.transaction(lambda *of: Transaction(*of).receive_ledgers(ledgers))

    def scrub(self) -> None:
        """The server reuses what is free by itself; its files are not ours to write."""

    def sizes(self) -> dict[str, int]:
        """As the server keeps them: to count goes through all, some microseconds a document."""
        names = [kind.collection() for kind in self._documents]
        with self._connection.told():
            found = {name: self._database().command("collStats", name) for name in names}
        counts = {name: int(said["count"]) for name, said in found.items()}
        return counts | {"bytes": sum(int(said["totalSize"]) for said in found.values())}

    def close(self) -> None:
        self._connection.close()

    def _database(self) -> Database:
        return self._connection.database()

    def _of(self, kind: type[Stored]) -> Collection:
        return self._database()[kind.collection()]

    def _declare(self) -> None:
        """Collections and indexes of all documents; a newer declaration adds to what stands."""
        for name in (COUNTERS, CURSORS):
            self._connection.declare(name, [BY_ITS_ID])
        for kind in self._documents:
            self._connection.declare(kind.collection(), indexes(kind))


def _wanted(fields: Sequence[str] | None) -> dict[str, int] | None:
    return None if fields is None else {"version": 1} | dict.fromkeys(fields, 1)


def _tallied(field: Field, asked: Filter) -> list[dict[str, Any]]:
    """The steps of a tally; a value that an array has twice counts once."""
    within = {"$setUnion": [f"${field.path}", []]}
    each: list[dict[str, Any]] = [{"$project": {"value": within}}, {"$unwind": "$value"}]
    value = "$value" if field.many else f"${field.path}"
    return [{"$match": asked}, *(each if field.many else ()), {"$group": {"_id": value, "number": {"$sum": 1}}}]
