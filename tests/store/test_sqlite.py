"""SQLite behind the Store contract: processes, kill -9, a full disk, newer declarations."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from mongoengine import IntField, ListField, StringField

from schemas.entry import RegisterEntry
from schemas.errors import DiskFull, Unavailable
from schemas.letter import Letter
from schemas.stored import Stored
from store import chain
from store.changes import Changes, Draw
from store.sqlite import SqliteStore
from tests.contracts.store import StoreContract
from tests.contracts.stored import a_letter, an_entry, happened
from tests.store.killing import KILLS, acknowledged_by_the_killed, spawned


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "lontar.db")
    yield store
    store.close()


class TestSqlite(StoreContract):
    pass


def register(path: Path, number: int, told: Any = None) -> None:
    """Commit `number` letters with entries and events, saying each id once it is acknowledged."""
    store = SqliteStore(path)
    for _ in range(number):
        letter = a_letter()
        entry = an_entry(letter)
        draw = Draw("agenda", entry, "agenda_number")
        store.commit(Changes.of(letter, entry, draws=[draw], events=[happened(letter)]))
        if told is not None:
            told.send(letter.id)
    store.close()


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lontar.db"
    processes = [spawned.Process(target=register, args=(path, 40)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    store = SqliteStore(path)
    assert sorted(row["agenda_number"] for row in store.find(RegisterEntry, limit=1000)) == list(range(1, 121))
    assert [event["sequence"] for event in store.events()] == list(range(1, 121))
    assert list(chain.verify(store)) == []
    store.close()


def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "lontar.db"
    acknowledged = acknowledged_by_the_killed(register, path, 100_000)
    store = SqliteStore(path)
    kept = {row["_id"] for row in store.every(Letter, fields=[])}
    assert acknowledged <= kept
    assert len(kept) <= len(acknowledged) + KILLS  # at most one commit a kill was made and not yet said
    numbers = sorted(row["agenda_number"] for row in store.every(RegisterEntry))
    assert numbers == list(range(1, len(kept) + 1))
    assert list(chain.verify(store)) == []
    store.close()


def test_a_full_disk_is_a_sentence_and_loses_nothing(store: SqliteStore) -> None:
    first = a_letter()
    store.commit(Changes.of(first))
    pages = store._rows("PRAGMA page_count")[0][0]
    store._rows(f"PRAGMA max_page_count={pages + 8}")

    def fill() -> None:
        for day in range(200):
            store.commit(Changes.of(a_letter(day), *[an_entry(first) for _ in range(20)]))

    with pytest.raises(DiskFull):
        fill()
    before = store.count(Letter)
    store._rows("PRAGMA max_page_count=1000000")
    store.commit(Changes.of(a_letter(9)))
    assert store.count(Letter) == before + 1
    assert store._rows("PRAGMA integrity_check") == [("ok",)]


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lontar.db"
    path.write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(Unavailable, match=r"lontar\.db"):
        SqliteStore(path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="file"):
        SqliteStore(tmp_path / "file" / "lontar.db")


def test_every_commit_is_synced(store: SqliteStore) -> None:
    assert store._rows("PRAGMA journal_mode") == [("wal",)]
    assert store._rows("PRAGMA synchronous") == [(2,)]


def test_a_newer_declaration_fills_its_columns(tmp_path: Path) -> None:
    class Box(Stored):
        meta: ClassVar[dict[str, Any]] = {"abstract": True}
        shelf = StringField()
        place = IntField(default=0)

    class BoxBefore(Box):
        meta: ClassVar[dict[str, Any]] = {"collection": "boxes_tried", "indexes": [["shelf"]]}

    class BoxAfter(Box):
        meta: ClassVar[dict[str, Any]] = {"collection": "boxes_tried", "indexes": [["shelf"], ["place"]]}

    store = SqliteStore(tmp_path / "a.db", [BoxBefore])
    store.commit(Changes.of(*[BoxBefore(id=str(n), shelf="A", place=n) for n in range(5)]))
    store.close()
    store = SqliteStore(tmp_path / "a.db", [BoxAfter])
    assert [row["_id"] for row in store.find(BoxAfter, {"place": {"$gte": 3}}, sort=[("place", 1)])] == ["3", "4"]
    store.commit(Changes.of(BoxAfter(id="9", shelf="B", place=9)))
    assert store.tally(BoxAfter, "shelf") == {"A": 5, "B": 1}
    store.close()


def test_a_newer_declaration_fills_the_values_of_its_arrays(tmp_path: Path) -> None:
    class Tray(Stored):
        meta: ClassVar[dict[str, Any]] = {"abstract": True}
        names = ListField(StringField())

    class TrayBefore(Tray):
        meta: ClassVar[dict[str, Any]] = {"collection": "trays_tried", "indexes": []}

    class TrayAfter(Tray):
        meta: ClassVar[dict[str, Any]] = {"collection": "trays_tried", "indexes": [["names"]]}

    for kind, written in ((TrayBefore, ["a", "b"]), (TrayAfter, ["b"])):
        store = SqliteStore(tmp_path / "a.db", [kind])
        store.commit(Changes.of(kind(names=written)))
        store.close()
    store = SqliteStore(tmp_path / "a.db", [TrayAfter])
    assert store.tally(TrayAfter, "names") == {"a": 1, "b": 2}
    store.close()


def test_values_without_their_event_tell_of_a_cut_where_no_counter_does(store: SqliteStore) -> None:
    """So it is in a home from before the counter stood."""
    letter = a_letter()
    store.commit(Changes.of(letter, events=[happened(letter)] * 11))
    store._rows('DELETE FROM "#counters"')
    assert store.ledgers().counters == {"#events": 11}  # with which it goes on elsewhere
    assert list(chain.verify(store)) == []
    store._rows('DELETE FROM "events" WHERE sequence > 8')
    assert ["events 9 to 11" in fault.why for fault in chain.verify(store)] == [True]
