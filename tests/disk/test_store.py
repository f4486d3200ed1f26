"""The store, the originals and small files on a disk that is full to the last byte."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar import settings_file
from office.vocabularies.shelf import Shelf
from office.vocabularies.vocabulary import write_vocabulary
from schemas.errors import DiskFull
from schemas.letter import Letter
from store import chain
from store.changes import Changes, Draw
from store.directory import DirectoryOriginals
from store.disk import write_once, write_whole
from store.sqlite import SqliteStore
from tests.contracts.stored import a_letter, an_entry, happened
from tests.disk.small import Small


@pytest.fixture
def store(small: Small) -> Iterator[SqliteStore]:
    store = SqliteStore(small.path / "lontar.db")
    yield store
    small.clear()
    store.close()


def register(store: SqliteStore, day: int) -> str:
    """A letter with its entry, number and event; its id once that is acknowledged."""
    letter = a_letter(day)
    entry = an_entry(letter)
    store.commit(Changes.of(letter, entry, draws=[Draw("agenda", entry, "agenda_number")], events=[happened(letter)]))
    return str(letter.id)


def hold(store: SqliteStore, acknowledged: set[str]) -> None:
    """What was acknowledged is there, nothing else, numbers without gaps, the chain whole, the file sound."""
    kept = {row["_id"] for row in store.every(Letter, fields=())}
    assert kept == acknowledged
    events = store.events(limit=10_000)
    assert [event["sequence"] for event in events] == list(range(1, len(acknowledged) + 1))
    assert list(chain.verify(store)) == []
    assert store._rows("PRAGMA integrity_check") == [("ok",)]
    assert store._rows('SELECT value FROM "#counters" WHERE name != ?', ["#events"]) == [(len(acknowledged),)]


@pytest.mark.parametrize("leave", [0, 4096, 40_960, 1_000_000])
def test_a_commit_without_room_is_refused_and_all_that_was_acknowledged_stays(
    small: Small, store: SqliteStore, leave: int
) -> None:
    acknowledged = {register(store, day) for day in range(3)}
    small.fill(leave)

    def on() -> None:
        for day in range(10_000):
            acknowledged.add(register(store, day))

    with pytest.raises(DiskFull):
        on()
    hold(store, acknowledged)
    other = SqliteStore(small.path / "lontar.db")  # another process reads on
    hold(other, acknowledged)
    other.close()
    small.clear()
    acknowledged.add(register(store, 9))
    hold(store, acknowledged)


def test_a_commit_whose_checkpoint_finds_no_room_is_kept(small: Small, store: SqliteStore) -> None:
    """The write-ahead log uses room again that it took before; what is to move from there into the file finds none."""
    store._rows("PRAGMA wal_autocheckpoint=0")
    acknowledged = {register(store, day) for day in range(300)}
    store._rows("PRAGMA wal_checkpoint(RESTART)")
    small.fill()
    store._rows("PRAGMA wal_autocheckpoint=10")
    before = (small.path / "lontar.db").stat().st_size
    acknowledged |= {register(store, day) for day in range(60)}
    assert (small.path / "lontar.db").stat().st_size == before
    hold(store, acknowledged)
    with pytest.raises(DiskFull):
        store._rows("PRAGMA wal_checkpoint(TRUNCATE)")
    hold(store, acknowledged)
    store.close()
    small.clear()
    again = SqliteStore(small.path / "lontar.db")
    hold(again, acknowledged)
    again.close()


@pytest.mark.parametrize("leave", [0, 4096, 16_384])
def test_a_store_that_cannot_even_be_opened_says_why(small: Small, leave: int) -> None:
    path = small.path / "lontar.db"
    store = SqliteStore(path)
    acknowledged = {register(store, 0)}
    store.close()
    small.fill(leave)
    with pytest.raises(DiskFull):
        SqliteStore(path)
    with pytest.raises(DiskFull):
        SqliteStore(small.path / "another.db")
    small.clear()
    store = SqliteStore(path)
    hold(store, acknowledged)
    store.close()


@pytest.mark.parametrize("names", [False, True], ids=["no bytes", "no names"])
def test_an_original_without_room_leaves_nothing_and_the_others_stay(small: Small, names: bool) -> None:
    originals = DirectoryOriginals(small.path / "originals")
    kept, _ = originals.put(io.BytesIO(b"satu"), "satu.pdf")
    if names:
        small.fill_names()
    else:
        small.fill(8192)
    with pytest.raises(DiskFull, match=r"besar\.pdf"):
        originals.put(io.BytesIO(b"dua" * 10_000), "besar.pdf")
    assert [sha256 for sha256, _ in originals.every()] == [kept]
    assert list((small.path / "originals" / "arriving").iterdir()) == []
    with originals.open(kept) as stream:
        assert stream.read() == b"satu"
    small.clear()
    assert originals.put(io.BytesIO(b"dua" * 10_000), "besar.pdf")[1] == 30_000


def test_an_original_that_stands_is_found_even_so(small: Small) -> None:
    originals = DirectoryOriginals(small.path / "originals")
    kept, _ = originals.put(io.BytesIO(b"satu" * 2000))
    small.fill(20_000)
    assert originals.put(io.BytesIO(b"satu" * 2000))[0] == kept


@pytest.mark.parametrize("names", [False, True], ids=["no bytes", "no names"])
def test_a_small_file_is_as_it_was_or_as_it_should_be(small: Small, names: bool) -> None:
    path = small.path / "lontar.toml"
    settings_file.write(path, {"port": 8000})
    before = path.read_bytes()
    if names:
        small.fill_names()
    else:
        small.fill()
    with pytest.raises(DiskFull):
        settings_file.write(path, {"host": "a" * 10_000})
    with pytest.raises(DiskFull):
        write_once(small.path / "secret.key", b"x" * 10_000)
    with pytest.raises(DiskFull):
        write_whole(small.path / "images" / "a.webp", b"x" * 10_000)
    assert path.read_bytes() == before
    left = {file.name for file in small.path.rglob("*") if file.is_file() and file.parent.name != "names"}
    assert left == {"lontar.toml", *([] if names else ["ballast"])}
    small.clear()
    settings_file.write(path, {"host": "a"})
    assert settings_file.read(path) == {"host": "a", "port": 8000}


def test_a_vocabulary_without_room_stays_the_one_before(small: Small) -> None:
    shelf = Shelf(small.path)
    content = write_vocabulary(shelf.get("classification")).encode()
    small.fill(4096)
    with pytest.raises(DiskFull):
        shelf.put("classification", content)
    assert shelf.own("classification") is None
    small.clear()
    shelf.put("classification", content)
    assert shelf.own("classification") == content


def test_a_folder_that_cannot_be_made_is_told(small: Small, tmp_path: Path) -> None:
    small.fill_names()
    with pytest.raises(DiskFull):
        DirectoryOriginals(small.path / "originals")
