"""Originals in GridFS: what is cut off is never seen, what is left over is swept, what is damaged is mended."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import DiskFull, Unavailable, WrongUse
from schemas.letter import Letter, LetterFile
from schemas.stored import now
from store import fixity
from store.changes import Changes
from store.directory import STALE_SECONDS
from store.mongo_originals import ARRIVING, CHUNKS, FILES, MongoOriginals
from store.opening import open_originals
from store.sqlite import SqliteStore
from tests.contracts.originals import BYTES, NAME, OriginalsContract
from tests.servers.mongod import failing

LARGE = b"surat " * 100_000
"""More than one piece of GridFS has (255 KiB)."""
SENT = 100
"""Times that much: more than its client holds back before it sends any (48 MB)."""


@pytest.fixture(scope="module")
def address(mongodb_url: str) -> str:
    return mongodb_url.replace("/?", "/originals?")


@pytest.fixture
def originals(address: str) -> Iterator[MongoOriginals]:
    originals = MongoOriginals(address)
    yield originals
    originals._connection.database().client.drop_database("originals")
    originals.close()


def kept(originals: MongoOriginals) -> dict[str, int]:
    """All that stands in the database, whether it is seen or not."""
    return {name: originals._of(name).count_documents({}) for name in (FILES, CHUNKS, ARRIVING)}


class CutOff(io.BytesIO):
    """A sender who is gone before the end."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self._error, self._left = error, SENT

    def read(self, size: int | None = -1) -> bytes:
        if not self._left:
            raise self._error
        self._left -= 1
        return LARGE


class TestGridFS(OriginalsContract):
    pass


def test_a_large_file_is_read_from_anywhere(originals: MongoOriginals) -> None:
    sha256, _ = originals.put(io.BytesIO(LARGE))
    with originals.open(sha256) as stream:
        stream.seek(300_000)
        assert stream.read(6) == LARGE[300_000:300_006]
        stream.seek(-6, io.SEEK_END)
        assert (stream.read(), stream.tell()) == (LARGE[-6:], len(LARGE))


@pytest.mark.parametrize("error", [OSError("the line is down"), KeyboardInterrupt()])
def test_an_upload_that_is_cut_off_leaves_nothing(originals: MongoOriginals, error: BaseException) -> None:
    with pytest.raises((Unavailable, KeyboardInterrupt)):
        originals.put(CutOff(error))
    assert kept(originals) == {FILES: 0, CHUNKS: 0, ARRIVING: 0}


def test_bytes_that_stand_leave_nothing_more(originals: MongoOriginals) -> None:
    originals.put(io.BytesIO(BYTES))
    before = kept(originals)
    originals.put(io.BytesIO(BYTES))
    assert kept(originals) == before == {FILES: 1, CHUNKS: 1, ARRIVING: 0}


def killed(originals: MongoOriginals, monkeypatch: pytest.MonkeyPatch, age: float) -> None:
    """A writer that died after it had sent some of its bytes, so many seconds ago."""
    with monkeypatch.context() as patch:
        patch.setattr(originals, "_forget", lambda key: None)
        with pytest.raises(KeyboardInterrupt):
            originals.put(CutOff(KeyboardInterrupt()))
    originals._of(ARRIVING).update_many({}, {"$set": {"at": now() - timedelta(seconds=age)}})


@pytest.mark.parametrize(("age", "left"), [(2 * STALE_SECONDS, 0), (60, 1)])
def test_leftovers_of_dead_writers_are_swept_and_living_ones_stay(
    originals: MongoOriginals, address: str, monkeypatch: pytest.MonkeyPatch, age: float, left: int
) -> None:
    originals.put(io.BytesIO(BYTES))
    killed(originals, monkeypatch, age)
    assert [name for name, _ in originals.every()] == [NAME]
    MongoOriginals(address).close()
    found = kept(originals)
    assert (found[ARRIVING], found[CHUNKS] > 1) == (left, bool(left))
    assert [name for name, _ in originals.every()] == [NAME]


def flip(originals: MongoOriginals, sha256: str) -> None:
    chunk: dict[str, Any] = originals._of(CHUNKS).find_one({"files_id": originals._standing(sha256)["_id"]}) or {}
    originals._of(CHUNKS).update_one({"_id": chunk["_id"]}, {"$set": {"data": b"x" + chunk["data"][1:]}})


def lose(originals: MongoOriginals, sha256: str) -> None:
    originals._of(CHUNKS).delete_one({"files_id": originals._standing(sha256)["_id"]})


@pytest.mark.parametrize("damage", [flip, lose])
def test_a_damaged_original_is_found_and_mended_by_sending_the_file_again(
    originals: MongoOriginals, tmp_path: Path, damage: Any
) -> None:
    store = SqliteStore(tmp_path / "lontar.db")
    sha256, size = originals.put(io.BytesIO(LARGE))
    file = LetterFile(no=1, name="1.pdf", sha256=sha256, size=size, kind="application/pdf")
    store.commit(Changes.of(Letter(files=[file], unit="office")))
    whole = kept(originals)
    damage(originals, sha256)
    assert [(fault.kind, fault.thing) for fault in fixity.check(store, originals)] == [
        ("altered", f"originals/{sha256}")
    ]
    originals.put(io.BytesIO(LARGE))
    assert list(fixity.check(store, originals)) == []
    assert kept(originals) == whole
    store.close()


def exchange(originals: MongoOriginals, one: str, other: str) -> None:
    """The bytes of each stand under the name of the other."""
    files, kept = originals._of(FILES), [originals._standing(sha256)["_id"] for sha256 in (one, other)]
    for key, name in ((kept[0], "on the way"), (kept[1], one), (kept[0], other)):
        files.update_one({"_id": key}, {"$set": {"filename": name}})


def test_thirty_of_thirty_are_named(originals: MongoOriginals, tmp_path: Path) -> None:
    """Flipped, without a piece, deleted, named otherwise, exchanged, added under names like ours and unlike."""
    store = SqliteStore(tmp_path / "lontar.db")
    every = []
    for number in range(40):
        sha256, size = originals.put(io.BytesIO(LARGE + str(number).encode()))
        file = LetterFile(no=1, name=f"{number}.pdf", sha256=sha256, size=size, kind="application/pdf")
        store.commit(Changes.of(Letter(files=[file], unit="office")))
        every.append(sha256)
    assert list(fixity.check(store, originals)) == []
    files = originals._of(FILES)
    for sha256 in every[:6]:
        flip(originals, sha256)
    for sha256 in every[6:11]:
        lose(originals, sha256)
    for sha256 in every[11:16]:
        originals.remove(sha256)
    for number, sha256 in enumerate(every[16:20]):
        files.update_one({"filename": sha256}, {"$set": {"filename": f"named-{number}"}})
    for one, other in ((20, 21), (22, 23), (24, 25)):
        exchange(originals, every[one], every[other])
    added = [originals.put(io.BytesIO(bytes([number])))[0] for number in range(2)]
    originals._bucket().upload_from_stream("notes.txt", b"notes")
    originals._bucket().upload_from_stream("f" * 64, b"like one of ours")
    wrong = {*every[:26], *added, "notes.txt", "f" * 64}
    assert len(wrong) == 30
    named = {fault.thing.removeprefix("originals/") for fault in fixity.check(store, originals)}
    assert named == wrong | {f"named-{number}" for number in range(4)}
    store.close()


def test_a_full_disk_is_a_sentence_that_names_the_file(originals: MongoOriginals) -> None:
    """The server is made to say what it says when its disk is full."""
    client = originals._connection.database().client
    with (
        failing(client, f"originals.{CHUNKS}", "insert", errorCode=14031),
        pytest.raises(DiskFull, match=r"besar\.pdf"),
    ):
        originals.put(io.BytesIO(BYTES), "besar.pdf")
    assert list(originals.every()) == []


def test_they_stand_beside_the_store_or_elsewhere(address: str, tmp_path: Path) -> None:
    for url, store in (("gridfs:", address), (address, "sqlite:")):
        open_originals(url, tmp_path, store).close()
    with pytest.raises(WrongUse, match="LONTAR_STORE names no MongoDB"):
        open_originals("gridfs:", tmp_path, "sqlite:")
