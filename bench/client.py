"""MongoDB's client without the store, doing what the store has it do: what is left between the two is ours."""

from typing import Any

from schemas.event import Event
from schemas.letter import Letter
from store import chain
from store.mongo_connection import AFTER, SAFE, SNAPSHOT, MongoConnection, Session
from store.mongo_transaction import COUNTERS
from store.packed import SEALED, Packed

NEWEST = [("added_at", -1), ("_id", -1)]


class Client:
    """The collections that a store has declared, with its concerns: acknowledged by most servers, from their journals,
    and read as most have it."""

    def __init__(self, address: str) -> None:
        self._connection = MongoConnection(address, "LONTAR_STORE")
        self._database = self._connection.database()
        self._letters = self._database[Letter.collection()]

    def insert(self, packed: Packed) -> None:
        """The first document alone, without a transaction."""
        self._letters.insert_one(packed.rows[0] | {"version": 1})

    def save(self, packed: Packed) -> None:
        """All documents and the event in one transaction, by the statements of store/mongo_transaction.py."""
        with self._database.client.start_session() as session:
            session.with_transaction(lambda session: self._saved(packed, session), SNAPSHOT, SAFE)

    def get(self, id: str) -> Any:
        return self._letters.find_one({"_id": id})

    def listed(self, limit: int) -> list[Any]:
        return list(self._letters.find({}, sort=NEWEST, limit=limit))

    def close(self) -> None:
        self._connection.close()

    def _saved(self, packed: Packed, session: Session) -> None:
        database, events = self._database, self._database[Event.collection()]
        counted = database[COUNTERS].find_one_and_update(
            {"_id": SEALED}, {"$inc": {"value": 1}}, upsert=True, return_document=AFTER, session=session
        )
        for kind, row in packed.puts():
            database[kind.collection()].insert_one(row | {"version": 1}, session=session)
        last = events.find_one({}, {"chain": 1}, sort=[("sequence", -1)], session=session)
        assert counted
        assert last
        event, _ = chain.seal(packed.changes.events[0], counted["value"], last["chain"])
        events.insert_one(event, session=session)
