"""The connection to MongoDB: the one place that knows its client, and that turns its errors into ours.

Whatever the address says, a commit is on the disks of most servers of the set before it is acknowledged, and what is
read is what most of them have; both from the primary.
"""

import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

import pymongo
from bson import ObjectId
from pymongo import errors, uri_parser
from pymongo.client_session import ClientSession
from pymongo.collection import Collection as Collection_
from pymongo.database import Database as Database_
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from schemas.errors import DiskFull, LontarError, Unavailable, WrongUse
from store.errors import NoReplicaSet, OldServer, SnapshotGone, StoreAway, WrongPassword

Session = ClientSession
Database = Database_[dict[str, Any]]
Client = pymongo.MongoClient[dict[str, Any]]
Collection = Collection_[dict[str, Any]]
Insert, Replace, Update = pymongo.InsertOne, pymongo.ReplaceOne, pymongo.UpdateOne
Refused: TypeAlias = errors.BulkWriteError
Duplicate: TypeAlias = errors.DuplicateKeyError
new_key = ObjectId
"""A name that nothing else has."""
AFTER = pymongo.ReturnDocument.AFTER
T = TypeVar("T")

PATIENCE = 20.0
"""Seconds that one question or one commit may take, a change of the primary and all attempts included; less where
somebody waits for a page."""
OPENING = 5.0
"""Seconds in which any server of the address must answer at first: whoever mistyped it is not to wait for longer."""
IDLE = 3.0
"""Seconds without a word after which a transaction is taken for that of a dead writer; a commit takes milliseconds."""
SNAPSHOT, SAFE = ReadConcern("snapshot"), WriteConcern("majority", j=True)
DECLARING = 3600.0
"""Seconds that an index over what stands already may take to be made."""
OURS: dict[str, Any] = {
    "w": "majority",
    "journal": True,
    "readConcernLevel": "majority",
    "readPreference": "primary",
    "retryReads": True,
    "retryWrites": True,
    "timeoutMS": int(PATIENCE * 1000),
    "serverSelectionTimeoutMS": int(PATIENCE * 1000),
    "connectTimeoutMS": 5000,  # after so long a server that is there but does not answer is given up
    "tz_aware": False,
    "document_class": dict,
    "appname": "lontar",
}
LIMITS = ("timeoutMS", "serverSelectionTimeoutMS", "connectTimeoutMS")
LEAST, LEAST_WIRE = "6.0", 17
"""The oldest server, and what it says of itself as maxWireVersion (6.0 is what the contract was proven on)."""
NO_LONGER = {239, 246}  # SnapshotTooOld, SnapshotUnavailable
NO_ROOM = {14031}  # OutOfDiskSpace
NO_ENTRY = {13, 18}  # Unauthorized, AuthenticationFailed
UNSUITED = (errors.InvalidURI, errors.ConfigurationError, errors.InvalidName)


def end_idle(client: Client) -> None:
    """Undo transactions of this application in which nothing has happened for a while: who began them died.

    The server would keep what they wrote from all others for a minute. One that was only slow begins again."""
    idle = {"type": "idleSession", "appName": OURS["appname"], "transaction.timeInactiveMicros": {"$gt": IDLE * 1e6}}
    own = {"$currentOp": {"allUsers": False, "idleSessions": True}}
    with suppress(errors.OperationFailure):  # a server that does not let us is waited for
        found = client.get_database("admin", read_concern=ReadConcern("local")).aggregate([own, {"$match": idle}])
        if sessions := [{"id": one["lsid"]["id"]} for one in found]:
            client.admin.command("killSessions", sessions)


class MongoConnection:
    """A database behind an address, for all threads; after a fork the child opens a connection of its own."""

    def __init__(self, address: str, setting: str, patience: float | None = None) -> None:
        """`setting`: the name of the setting that holds the address, for sentences. `patience`: seconds; PATIENCE when
        None. Raises what `told` says, and NoReplicaSet, OldServer."""
        self._patience = PATIENCE if patience is None else patience
        parts = urlsplit(address)
        self._address, self._setting, self._server = address, setting, parts.netloc.rpartition("@")[2]
        if not parts.path.strip("/"):
            raise WrongUse(what=setting, why="it must name a database: mongodb://SERVER/DATABASE?replicaSet=NAME")
        self._clients: dict[int, Client] = {}
        self._locks: dict[int, threading.Lock] = {}
        try:
            self._demand_set()
        except BaseException:
            self.close()
            raise

    def database(self) -> Database:
        """The database, through the client of this process; that of a parent is left alone, even when this ends."""
        client = self._clients.get(os.getpid())
        if client is None:
            limits = {name: min(OURS[name], int(self._patience * 1000)) for name in LIMITS}
            fresh: Client = pymongo.MongoClient(self._address, connect=False, **OURS | limits)
            client = self._clients.setdefault(os.getpid(), fresh)  # another thread may have been quicker
        return client.get_default_database()

    def declare(self, collection: str, indexes: Sequence[dict[str, Any]]) -> None:
        """Make a collection and its indexes where they are missing; a large one takes its time."""
        # Of most servers: one that is away must not hold up the rest.
        options: dict[str, Any] = {"commitQuorum": "majority", "writeConcern": {"w": "majority"}}
        with self.told(), pymongo.timeout(DECLARING):
            self.database().command("createIndexes", collection, indexes=indexes, **options)

    def transaction(self, act: Callable[[Database, Session], T]) -> T:
        """What `act` gives, within one transaction; what is raised in it undoes all of it.

        It is called again when another transaction was in the way or the primary changed, so it changes nothing else.
        Threads wait here for each other: all that commit an event change the same counter, and would be in each
        other's way."""
        with self.told(), pymongo.timeout(self._patience):
            database, turn = self.database(), self._locks.setdefault(os.getpid(), threading.Lock())
            if not turn.acquire(timeout=self._patience):
                raise errors.ExecutionTimeout("it does not answer")
            began = time.monotonic()

            def attempt(session: Session) -> T:
                if time.monotonic() - began > IDLE:
                    end_idle(database.client)
                return act(database, session)

            try:
                with database.client.start_session() as session:
                    return session.with_transaction(attempt, SNAPSHOT, SAFE, ReadPreference.PRIMARY)
            finally:
                turn.release()

    @contextmanager
    def as_now(self) -> Iterator[Session]:
        """A session whose questions are all answered as of the first one."""
        with self.told():
            session = self.database().client.start_session(snapshot=True)
        with session:
            yield session

    def close(self) -> None:
        if client := self._clients.pop(os.getpid(), None):
            client.close()

    def _demand_set(self) -> None:
        """Raises NoReplicaSet, OldServer, WrongUse: also for a misspelt option, of which the client would only warn."""
        with self.told():
            try:
                uri_parser.parse_uri(self._address)
            except ValueError as error:
                raise errors.InvalidURI(str(error)) from error
            with pymongo.timeout(min(OPENING, self._patience)):  # a set that has no primary for the moment answers too
                hello = self.database().command("hello", read_preference=ReadPreference.NEAREST)
        if hello["maxWireVersion"] < LEAST_WIRE:
            raise OldServer(setting=self._setting, least=LEAST, server=self._server)
        if "setName" not in hello:
            raise NoReplicaSet(setting=self._setting, server=self._server)

    @contextmanager
    def told(self, what: str = "this") -> Iterator[None]:
        """Errors of the client as ours; `what` was to be kept.

        Raises DiskFull, StoreAway, Unavailable, WrongPassword, WrongUse."""
        try:
            yield
        except errors.PyMongoError as error:
            if ours := self._ours(error, what):
                raise ours from error
            raise

    def _ours(self, error: errors.PyMongoError, what: str) -> LontarError | None:
        codes = _codes(error)
        if codes & NO_ROOM or "No space left" in str(error):
            return DiskFull(what=what)
        if codes & (NO_LONGER | NO_ENTRY):
            gone, refused = SnapshotGone(server=self._server), WrongPassword(setting=self._setting, server=self._server)
            return gone if codes & NO_LONGER else refused
        if isinstance(error, UNSUITED):
            return WrongUse(what=self._setting, why=str(error).partition(". ")[0].rstrip("."))
        if why := _absence(error):
            return StoreAway(server=self._server, setting=self._setting, why=why)
        if error.has_error_label("TransientTransactionError"):
            return Unavailable(what=f"MongoDB at {self._server}", why="too many write at once")
        return None


def _absence(error: errors.PyMongoError) -> str:
    """Why there was no answer; nothing when there was one."""
    if isinstance(error, errors.ServerSelectionTimeoutError):
        return "no primary answers there" if "selector" in str(error) else _first_reason(error)
    if error.timeout or isinstance(error, errors.ConnectionFailure):
        return "it does not answer"
    return ""


def _first_reason(error: errors.PyMongoError) -> str:
    """Why no server could be chosen, without what the client says of all of them and of its own settings."""
    said = re.split(r" \(configured timeouts|, Timeout: ", str(error))[0]
    return re.sub(r"^(SSL handshake failed: )?[^ ]+:\d+: ", r"\1", said)


def _codes(error: errors.PyMongoError) -> set[int | None]:
    """The codes that a server gave: its own, and those of single writes."""
    details = getattr(error, "details", None) or {}
    return {getattr(error, "code", None), *(one.get("code") for one in details.get("writeErrors", ()))}
