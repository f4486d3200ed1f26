"""MongoDB behind the Store contract: what an address cannot weaken, limits, refusals, errors as sentences."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from mongoengine import IntField, StringField
from pymongo.monitoring import CommandListener, CommandStartedEvent

from schemas.entry import RegisterEntry
from schemas.errors import DiskFull, Unavailable, WrongUse
from schemas.letter import Letter
from schemas.letter_text import LetterText
from schemas.stored import Stored
from store import chain, mongo_connection
from store.changes import Changes, Draw, PutRow
from store.contract import Store
from store.errors import NoReplicaSet, OldServer, TooLarge, WrongPassword
from store.mongo import MongoStore
from store.mongo_transaction import Transaction
from store.opening import open_store
from store.packed import pack
from tests.contracts.store import StoreContract
from tests.contracts.stored import a_letter, an_entry, happened
from tests.examples import examples
from tests.servers import mongod
from tests.servers.mongod import failing
from tests.servers.place import halted
from tests.store.mongo_stores import address_of, empty
from tests.store.test_model import StoreMachine

pytestmark = pytest.mark.servers
SAFE = {"w": "majority", "j": True}


@pytest.fixture(scope="module")
def members() -> Iterator[mongod.ReplicaSet]:
    """A server of its own, where nobody else writes: a change is noticed by the log of the whole set."""
    with mongod.replica_set() as members:
        members.ready()
        yield members


@pytest.fixture(scope="module")
def address(members: mongod.ReplicaSet) -> str:
    return address_of(members.url, "contract")


@pytest.fixture(scope="module")
def opened(address: str) -> Iterator[MongoStore]:
    store = MongoStore(address)
    yield store
    store.close()


@pytest.fixture
def store(opened: MongoStore) -> MongoStore:
    empty(opened)
    return opened


class TestMongo(StoreContract):
    pass


class MongoMachine(StoreMachine):
    """The model, held against MongoDB."""

    address = ""

    def __init__(self) -> None:
        super().__init__()
        assert isinstance(self.store, MongoStore)
        empty(self.store)

    def opened(self) -> Store:
        return MongoStore(self.address)


def test_it_does_what_a_plain_dictionary_does(address: str) -> None:
    MongoMachine.address = address
    run_state_machine_as_test(MongoMachine, settings=settings(max_examples=examples(10, 20), stateful_step_count=25))


class Heard(CommandListener):
    """What the client says to the server."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.said.append(dict(event.command))

    def succeeded(self, event: object) -> None:
        pass

    def failed(self, event: object) -> None:
        pass


def test_no_address_makes_a_write_less_safe_or_a_read_less_true(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    monkeypatch.setitem(mongo_connection.OURS, "event_listeners", [heard])
    careless = "&w=0&journal=false&readConcernLevel=local&readPreference=secondaryPreferred&retryWrites=false"
    store = MongoStore(address + careless)
    heard.said.clear()
    letter = a_letter()
    store.commit(Changes.of(letter, events=[happened(letter)]))
    assert {"level": "snapshot"}.items() <= next(
        one["readConcern"] for one in heard.said if "readConcern" in one
    ).items()
    (said,) = [one for one in heard.said if "commitTransaction" in one]
    assert SAFE.items() <= said["writeConcern"].items()
    heard.said.clear()
    store.get(Letter, letter.id)
    store.find(Letter)
    store.count(Letter)
    store.tally(Letter, "stage")
    assert [one["readConcern"]["level"] for one in heard.said] == ["majority"] * 4
    assert not any("$readPreference" in one for one in heard.said)
    store.close()


def test_a_commit_goes_on_when_another_was_in_the_way_or_its_answer_was_lost(store: MongoStore) -> None:
    client, letter = store._database().client, a_letter()
    in_the_way: dict[str, Any] = {"errorCode": 112, "errorLabels": ["TransientTransactionError"]}
    with failing(client, "insert", times=3, **in_the_way):
        store.commit(Changes.of(letter, events=[happened(letter)]))
    with failing(client, "commitTransaction", times=1, closeConnection=True):
        store.commit(Changes.of(letter, events=[happened(letter)]))
    assert (letter.version, store.sealed()) == (2, 2)
    assert list(chain.verify(store)) == []


def test_a_writer_that_died_within_a_commit_is_not_waited_for(store: MongoStore) -> None:
    """What it wrote would be kept from all others for a minute, the counter of events first of all."""
    letter, database = a_letter(), store._database()
    with database.client.start_session() as session:
        session.start_transaction()
        Transaction(database, session).carry_out(pack(Changes.of(a_letter(), events=[happened(letter)])))
        store.commit(Changes.of(letter, events=[happened(letter)]))
    assert (store.sealed(), store.count(Letter)) == (1, 1)


def test_absent_values_are_not_equal_and_are_found(store: MongoStore) -> None:
    """So for null as well, which a row of bulk work may have."""
    entries = [an_entry(a_letter(n)).packed() | ({"agenda_number": None} if n % 2 else {}) for n in range(4)]
    store.commit(Changes(puts=tuple(PutRow(RegisterEntry, row) for row in entries)))
    found = store.find(RegisterEntry, {"register": "office/incoming/2019"}, sort=[("agenda_number", -1)])
    assert len(found) == store.count(RegisterEntry, {"unit": "office", "agenda_number": {"$exists": False}}) == 4


def test_a_newer_declaration_adds_its_indexes(address: str, opened: MongoStore) -> None:
    class Box(Stored):
        meta: ClassVar[dict[str, Any]] = {"abstract": True}
        shelf = StringField()
        place = IntField(default=0)

    class BoxBefore(Box):
        meta: ClassVar[dict[str, Any]] = {"collection": "mongo_boxes", "indexes": [["shelf"]]}

    class BoxAfter(Box):
        meta: ClassVar[dict[str, Any]] = {"collection": "mongo_boxes", "indexes": [["shelf"], ["place"]]}

    store = MongoStore(address, [BoxBefore])
    store.commit(Changes.of(*[BoxBefore(id=str(n), shelf="A", place=n) for n in range(5)]))
    store.close()
    store = MongoStore(address, [BoxAfter])
    assert [row["_id"] for row in store.find(BoxAfter, {"place": {"$gte": 3}}, sort=[("place", 1)])] == ["3", "4"]
    store._database()["mongo_boxes"].drop()
    store.close()


def test_a_document_that_mongodb_cannot_keep_is_refused_and_nothing_is_written(store: MongoStore) -> None:
    letter = a_letter()
    text = LetterText(id=letter.id, text="a" * (17 << 20))
    entry = an_entry(letter)
    with pytest.raises(TooLarge, match=rf"LetterText {letter.id} has 17\.8 MB"):
        store.commit(Changes.of(letter, entry, text, draws=[Draw("n", entry, "agenda_number")]))
    assert store.get(Letter, letter.id) is None
    store.commit(Changes.of(entry, draws=[Draw("n", entry, "agenda_number")]))
    assert entry.agenda_number == 1


def test_a_commit_may_be_larger_than_a_document(store: MongoStore) -> None:
    texts = [LetterText(id=f"t{number}", text="a" * (10 << 20)) for number in range(4)]
    store.commit(Changes.of(*texts))
    assert store.count(LetterText) == 4


def test_a_full_disk_is_a_sentence(store: MongoStore) -> None:
    """The server is made to say what it says when its disk is full."""
    with failing(store._database().client, "insert", errorCode=14031), pytest.raises(DiskFull):
        store.commit(Changes.of(a_letter()))
    assert store.count(Letter) == 0


def test_a_server_without_a_replica_set_is_refused() -> None:
    with mongod.standalone() as url, pytest.raises(NoReplicaSet, match=r"LONTAR_STORE.*--replSet"):
        MongoStore(f"{url}lontar")


def test_an_old_server_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongo_connection, "LEAST_WIRE", 1000)  # as if this one were older than the least
    with pytest.raises(OldServer, match="LONTAR_STORE"):
        MongoStore(address)


def test_a_wrong_password_is_a_sentence_without_it(address: str) -> None:
    with pytest.raises(WrongPassword, match="LONTAR_STORE") as refused:
        MongoStore(address.replace("://", "://budi:rahasia@"))
    assert "rahasia" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "mongodb://127.0.0.1",
        "mongodb://127.0.0.1:nonsense/a",
        "mongodb://127.0.0.1/a?w=nonsense&tls=maybe",
        "mongo://a/b",
    ],
)
def test_an_address_that_is_none_names_the_setting(address: str, tmp_path: Any) -> None:
    with pytest.raises(WrongUse, match="LONTAR_STORE"):
        open_store(address, tmp_path)


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second, instead of the twenty that a user waits."""
    monkeypatch.setattr(mongo_connection, "PATIENCE", 1)
    for name in ("timeoutMS", "serverSelectionTimeoutMS", "connectTimeoutMS"):
        monkeypatch.setitem(mongo_connection.OURS, name, 1000)


def test_a_server_that_is_away_is_named_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch)
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:1 ") as away:
        MongoStore("mongodb://budi:rahasia@127.0.0.1:1/lontar")
    assert "rahasia" not in str(away.value)


def test_why_no_server_can_be_had_is_said_with_the_setting(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongo_connection, "OPENING", 0.5)
    for wrong, why in {
        "mongodb://mongo-1.invalid/lontar?replicaSet=lontar": "Name or service not known",
        "mongodb://127.0.0.1:1/lontar?replicaSet=lontar": "Connection refused",
        address.replace("replicaSet=lontar", "replicaSet=other"): 'replica set name "other"',
        f"{address}&tls=true": "SSL handshake failed",
    }.items():
        with pytest.raises(Unavailable, match=rf"\(LONTAR_STORE\) cannot be reached: .*{why}") as away:
            MongoStore(wrong)
        assert "Topology" not in str(away.value)


def test_a_server_that_hangs_is_given_up_and_found_again(
    address: str, members: mongod.ReplicaSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    process = members.members[0].process
    assert process is not None
    store = MongoStore(address)
    letter = a_letter()
    with closing(store), halted(process.pid):
        with pytest.raises(Unavailable):
            store.commit(Changes.of(letter))
        with pytest.raises(Unavailable):
            store.get(Letter, letter.id)
    monkeypatch.undo()
    with closing(MongoStore(address)) as store:
        if store.get(Letter, letter.id) is None:  # what was sent before may have been done once the server went on
            store.commit(Changes.of(letter))
        assert store.load(Letter, letter.id).version == 1
