"""Backups between engines: taken of MongoDB while others write to it, restored into SQLite, and the other way."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lontar.faults import faults
from lontar.wiring import House
from office.access import Reader
from store import chain
from store.mongo import MongoStore
from tests.lontar.backups.taken import done
from tests.lontar.moving import bring, fill, kept, opened
from tests.store.mongo_stores import database

pytestmark = pytest.mark.servers
LETTERS = 3
WINDOW = "minSnapshotHistoryWindowInSeconds"


@pytest.fixture
def served(mongodb_url: str) -> Iterator[dict[str, str]]:
    """As a set has it that nobody told otherwise: that of the tests keeps no moment at all."""
    with database(mongodb_url, "backups") as address, closing(MongoStore(address)) as store:
        admin = store._connection.database().client.admin
        before = admin.command("getParameter", 1, **{WINDOW: 1})[WINDOW]
        admin.command("setParameter", 1, **{WINDOW: 300})
        yield {"LONTAR_STORE": address, "LONTAR_ORIGINALS": "gridfs:"}
        admin.command("setParameter", 1, **{WINDOW: before})


def held_against(source: House, restored: House) -> None:
    ours, theirs = kept(source.store)[0], kept(restored.store)[0]
    for name in ours:
        if name not in ("events", "event_values", "backups"):
            assert theirs[name] == ours[name], name
    assert list(faults(restored, lambda said: None)) == []


def test_from_mongodb_into_one_file_and_back(served: dict[str, str], console: Reader, tmp_path: Path) -> None:
    house = opened(tmp_path / "home", **served)
    fill(house, console, LETTERS)
    first, second = tmp_path / "a.lontar", tmp_path / "b.lontar"
    done(tmp_path / "home", "backup", str(first), **served)
    bring(house, console, [8])
    written = done(tmp_path / "home", "backup", str(second), "--on", str(first), **served)
    assert written["originals"] == LETTERS + 1
    found = done(tmp_path / "new", "restore", str(first), str(second))
    assert found["faults"] == []
    held_against(house, opened(tmp_path / "new"))
    house.close()


def test_from_one_file_into_mongodb(served: dict[str, str], house: House, console: Reader, tmp_path: Path) -> None:
    fill(house, console, LETTERS)
    done(house.settings.home, "backup", str(tmp_path / "a.lontar"))
    assert done(tmp_path / "new", "restore", str(tmp_path / "a.lontar"), **served)["faults"] == []
    restored = opened(tmp_path / "new", **served)
    held_against(house, restored)
    restored.close()


def test_it_is_one_moment_of_a_set_that_others_write_to(
    served: dict[str, str], console: Reader, tmp_path: Path
) -> None:
    house = opened(tmp_path / "home", **served)
    fill(house, console, LETTERS)
    over = threading.Event()
    numbers = iter(range(100, 10_000))

    def go_on() -> None:
        while not over.is_set():
            bring(house, console, [next(numbers)])

    worker = threading.Thread(target=go_on)
    worker.start()
    try:
        written = done(tmp_path / "home", "backup", str(tmp_path / "a.lontar"), **served)
    finally:
        over.set()
        worker.join()
    found = done(tmp_path / "new", "restore", str(tmp_path / "a.lontar"))
    assert found["faults"] == []
    restored = opened(tmp_path / "new")
    assert restored.store.events(written["sealed"] - 1, 1)[0]["chain"] == written["chain"]
    assert list(chain.verify(restored.store)) == []
    house.close()
