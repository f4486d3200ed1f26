"""MongoDB when writers die, fork, or are many, and when the primary is killed under them."""

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from schemas.entry import RegisterEntry
from schemas.errors import Unavailable
from schemas.letter import Letter
from store import chain
from store.changes import Changes, Draw
from store.contract import Store
from store.mongo import MongoStore
from tests.contracts.stored import a_letter, an_entry, happened
from tests.servers import mongod
from tests.store.killing import KILLS, acknowledged_by_the_killed, spawned
from tests.store.mongo_stores import address_of, database
from tests.waiting import until

THREADS, EACH = 8, 10


@pytest.fixture
def address(mongodb_url: str) -> Iterator[str]:
    with database(mongodb_url, "killed") as address:
        yield address


def register(store: Store) -> str:
    """A letter with its entry, its number and its event, in one commit; its id."""
    letter = a_letter()
    entry = an_entry(letter)
    draw = Draw("agenda", entry, "agenda_number")
    store.commit(Changes.of(letter, entry, draws=[draw], events=[happened(letter)]))
    return letter.id


def by_threads(address: str) -> None:
    store = MongoStore(address)

    def several() -> None:
        for _ in range(EACH):
            register(store)

    threads = [threading.Thread(target=several) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()


def without_end(address: str, told: Any) -> None:
    """Say each id once it is acknowledged."""
    store = MongoStore(address)
    while True:
        told.send(register(store))


def forked(address: str) -> None:
    """Parent and child both write, each through a connection of its own."""
    store = MongoStore(address)
    register(store)
    child = os.fork()
    if child == 0:
        register(store)
        os._exit(0)
    register(store)
    _, status = os.waitpid(child, 0)
    store.close()
    assert status == 0


def held(address: str, acknowledged: set[str]) -> int:
    """All that was acknowledged stands, nothing half: each letter with its entry, number and event. How many there
    are."""
    store = MongoStore(address)
    kept = {row["_id"] for row in store.every(Letter, fields=[])}
    assert acknowledged <= kept
    entries = list(store.every(RegisterEntry))
    assert {row["letter"] for row in entries} == kept
    assert sorted(row["agenda_number"] for row in entries) == list(range(1, len(kept) + 1))
    assert store.sealed() == store.count(Letter) == len(kept)
    assert list(chain.verify(store)) == []
    store.close()
    return len(kept)


def test_two_processes_of_eight_threads_write_one_sequence(address: str) -> None:
    processes = [spawned.Process(target=by_threads, args=(address,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert held(address, set()) == 2 * THREADS * EACH


def test_a_child_opens_a_connection_of_its_own(address: str) -> None:
    process = spawned.Process(target=forked, args=(address,))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert held(address, set()) == 3


def test_a_killed_writer_loses_nothing_that_was_acknowledged_and_leaves_nothing_half(address: str) -> None:
    acknowledged = acknowledged_by_the_killed(without_end, address)
    store = MongoStore(address)
    acknowledged.add(register(store))  # nor does the last of them stay in the way of others
    store.close()
    # At most one commit a kill was made and not yet said.
    assert held(address, acknowledged) <= len(acknowledged) + KILLS


@pytest.mark.full
def test_a_killed_primary_loses_nothing_and_its_writers_go_on() -> None:
    with mongod.replica_set(3) as members:
        address = address_of(members.ready(), "killed")
        store = MongoStore(address)
        acknowledged: list[str] = []
        refused: list[Unavailable] = []
        enough = threading.Event()

        def write() -> None:
            while not enough.is_set():
                try:
                    acknowledged.append(register(store))
                except Unavailable as error:
                    refused.append(error)

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        until(lambda: len(acknowledged) > 100)
        primary = members.primary()
        assert primary is not None
        primary.kill()
        before = len(acknowledged)
        until(lambda: len(acknowledged) > before + 100)
        enough.set()
        for thread in threads:
            thread.join()
        assert refused == []  # the others choose a new one in less time than a commit may take
        store.close()
        held(address, set(acknowledged))
        for one in members.members:  # in order they would take half a minute to find out that they are alone
            one.kill()
