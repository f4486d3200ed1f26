"""MongoDB on loopback: a replica set of one, or of several for what happens when its primary changes.

The server is 6.0, from a wheel: for tests alone. Production runs on 7 or 8, which nothing here has tried.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from tests.servers.place import Running, folder_for, servers
from tests.waiting import until

SET = "lontar"
OPTIONS = (
    *("--bind_ip", "127.0.0.1", "--nounixsocket", "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64"),
    *("--setParameter", "diagnosticDataCollectionEnabled=false"),
    *("--setParameter", "enableTestCommands=1"),  # a test may have it say that its disk is full
    # Else it keeps the files of databases that were dropped for five minutes, open, until there are too many.
    *("--setParameter", "minSnapshotHistoryWindowInSeconds=0"),
)


def home() -> Path:
    return servers() / "mongod"


def binary() -> Path:
    return next(home().rglob("bin/mongod"))


class Member(Running):
    """One mongod with its own folder."""

    def __init__(self, folder: Path, *, alone: bool = False) -> None:
        super().__init__(folder)
        self.alone, self.address = alone, f"127.0.0.1:{self.port}"

    def start(self) -> None:
        set_ = () if self.alone else ("--replSet", SET)
        self.begin([str(binary()), "--dbpath", str(self.folder), "--port", str(self.port), *set_, *OPTIONS])

    def hello(self) -> dict[str, object]:
        """What it says of itself; nothing while it does not answer."""
        self.demand()
        try:
            with self.direct() as client:
                return dict(client.admin.command("hello"))
        except PyMongoError:
            return {}

    def direct(self) -> "MongoClient[dict[str, object]]":
        return MongoClient(f"mongodb://{self.address}/?directConnection=true&serverSelectionTimeoutMS=500")


class ReplicaSet:
    """Members that hold the same; ``url`` names them all."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        addresses = ",".join(one.address for one in members)
        self.url = f"mongodb://{addresses}/?replicaSet={SET}"

    def ready(self) -> str:
        """Its URL once it has a primary."""
        until(lambda: all(one.hello() for one in self.members), seconds=60, what="MongoDB answering")
        members = [{"_id": number, "host": one.address} for number, one in enumerate(self.members)]
        with self.members[0].direct() as client:
            if "setName" not in client.admin.command("hello"):
                client.admin.command("replSetInitiate", {"_id": SET, "members": members})
        until(lambda: self.primary() is not None, seconds=60, what="a primary of MongoDB")
        return self.url

    def primary(self) -> Member | None:
        running = [one for one in self.members if one.runs()]
        return next((one for one in running if one.hello().get("isWritablePrimary")), None)


@contextmanager
def failing(client: "MongoClient[Any]", *commands: str, times: int = 1000, **how: object) -> Iterator[None]:
    """So many times, the server answers these commands as `how` says (MongoDB's failCommand): errorCode, namespace."""
    data = {"failCommands": list(commands)} | how
    client.admin.command({"configureFailPoint": "failCommand", "mode": {"times": times}, "data": data})
    try:
        yield
    finally:
        client.admin.command({"configureFailPoint": "failCommand", "mode": "off"})


@contextmanager
def replica_set(number: int = 1) -> Iterator[ReplicaSet]:
    """A set whose members have begun to start; stopped at the end, whatever happens."""
    with ExitStack() as stack:
        members = [Member(stack.enter_context(folder_for("mongod"))) for _ in range(number)]
        for one in members:
            one.start()
            stack.callback(one.stop)
        yield ReplicaSet(members)


@contextmanager
def standalone() -> Iterator[str]:
    """A server without a replica set, as an office should not run it: its URL."""
    with folder_for("mongod") as folder:
        one = Member(folder, alone=True)
        one.start()
        try:
            until(one.hello, seconds=60, what="MongoDB answering")
            yield f"mongodb://{one.address}/"
        finally:
            one.stop()
