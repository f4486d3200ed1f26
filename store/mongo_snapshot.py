"""A replica set as it was at one moment, which it keeps for as long as `minSnapshotHistoryWindowInSeconds` says."""

from collections.abc import Iterator, Sequence
from typing import Any

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument

from schemas.stored import Stored
from store.contract import Ledgers, Row
from store.mongo_connection import MongoConnection, Session
from store.mongo_transaction import COUNTERS, CURSORS
from store.tables import unpack

PIECE = 500
RAW = CodecOptions(document_class=RawBSONDocument)


class MongoSnapshot:
    """What `session` reads: every question of it is answered as of its first one."""

    def __init__(self, connection: MongoConnection, session: Session) -> None:
        self._connection, self._session = connection, session
        self.ledgers()  # the first question: from here on it is that moment

    def bodies(self, kind: type[Stored]) -> Iterator[tuple[str, bytes]]:
        last: Any = ""
        while found := self._piece(kind.collection(), last):
            yield from found
            last = found[-1][0]

    def every(self, kind: type[Stored], *, fields: Sequence[str] | None = None) -> Iterator[Row]:
        return (unpack(body, fields) for _, body in self.bodies(kind))

    def ledgers(self) -> Ledgers:
        with self._connection.told():
            database = self._connection.database()
            counters = {row["_id"]: int(row["value"]) for row in database[COUNTERS].find(session=self._session)}
            cursors = {row["_id"]: int(row["sequence"]) for row in database[CURSORS].find(session=self._session)}
        return Ledgers(counters, cursors)

    def _piece(self, collection: str, after: Any) -> list[tuple[str, bytes]]:
        with self._connection.told():
            raw = self._connection.database().get_collection(collection, codec_options=RAW)
            beyond = {"_id": {"$gt": after}}
            found = raw.find(beyond, sort=[("_id", 1)], limit=PIECE, hint=[("_id", 1)], session=self._session)
            return [(str(one["_id"]), bytes(one.raw)) for one in found]  # type: ignore[attr-defined]
