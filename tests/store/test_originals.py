"""Originals in a directory, and fixity over them."""

import errno
import io
import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import DiskFull, WrongUse
from schemas.letter import Letter, LetterFile
from store import directory, fixity
from store.changes import Changes
from store.directory import DirectoryOriginals
from store.opening import open_originals, open_store
from store.sqlite import SqliteStore
from tests.contracts.originals import BYTES, NAME, OriginalsContract


@pytest.fixture
def originals(tmp_path: Path) -> DirectoryOriginals:
    return DirectoryOriginals(tmp_path / "originals")


class TestDirectory(OriginalsContract):
    pass


def test_an_original_cannot_be_written_to(originals: DirectoryOriginals) -> None:
    originals.put(io.BytesIO(BYTES))
    with originals.path(NAME) as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o444
        before = path.stat()
    originals.put(io.BytesIO(BYTES))
    with originals.path(NAME) as path:
        assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize("damage", [BYTES[:-1] + b"x", BYTES[:-1]])
def test_a_damaged_original_is_mended_by_sending_the_file_again(originals: DirectoryOriginals, damage: bytes) -> None:
    originals.put(io.BytesIO(BYTES))
    with originals.path(NAME) as path:
        path.chmod(0o644)
        path.write_bytes(damage)
    originals.put(io.BytesIO(BYTES))
    with originals.path(NAME) as path:
        assert path.read_bytes() == BYTES
        assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_a_full_disk_is_a_sentence_that_names_the_file(
    originals: DirectoryOriginals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(directory.os, "fsync", full)
    with pytest.raises(DiskFull, match=r"besar\.pdf"):
        originals.put(io.BytesIO(BYTES), "besar.pdf")
    monkeypatch.undo()
    assert list(originals.every()) == []
    assert list((tmp_path / "originals" / "arriving").iterdir()) == []


def test_bytes_are_safe_before_they_have_their_name(
    originals: DirectoryOriginals, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(handle: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def noted_replace(self: Path, target: Any) -> Path:
        order.append("rename")
        return replace(self, target)

    monkeypatch.setattr(directory.os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    originals.put(io.BytesIO(BYTES))
    assert order == ["file", "rename", "folder", "folder", "folder"]


def test_leftovers_of_dead_writers_are_swept_and_living_ones_stay(tmp_path: Path) -> None:
    root = tmp_path / "originals"
    DirectoryOriginals(root)
    old, new = root / "arriving" / "old", root / "arriving" / "new"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * directory.STALE_SECONDS,) * 2)
    DirectoryOriginals(root)
    assert [file.name for file in (root / "arriving").iterdir()] == ["new"]


def test_fixity_names_the_flipped_the_deleted_the_added_and_the_swapped(
    originals: DirectoryOriginals, tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "lontar.db")
    hashes = []
    for number in range(6):
        sha256, size = originals.put(io.BytesIO(b"letter %d" % number))
        file = LetterFile(no=1, name=f"{number}.pdf", sha256=sha256, size=size, kind="application/pdf")
        store.commit(Changes.of(Letter(files=[file], unit="office")))
        hashes.append(sha256)
    assert list(fixity.check(store, originals)) == []

    def place(sha256: str) -> Path:
        return tmp_path / "originals" / sha256[:2] / sha256[2:4] / sha256

    flipped, deleted, one, other = hashes[:4]
    place(flipped).chmod(0o644)
    place(flipped).write_bytes(b"lettEr 0")
    place(deleted).unlink()
    place(one).rename(tmp_path / "aside")
    place(other).rename(place(one))
    (tmp_path / "aside").rename(place(other))
    added, _ = originals.put(io.BytesIO(b"nobody's"))
    faults = {(fault.kind, fault.thing) for fault in fixity.check(store, originals)}
    assert faults == {
        ("altered", f"originals/{flipped}"),
        ("missing", f"originals/{deleted}"),
        ("altered", f"originals/{one}"),
        ("altered", f"originals/{other}"),
        ("unknown", f"originals/{added}"),
    }
    store.close()


def test_the_engine_is_chosen_by_url(tmp_path: Path) -> None:
    open_store("sqlite:", tmp_path).close()
    open_store(f"sqlite://{tmp_path}/elsewhere/a.db", tmp_path).close()
    open_originals("file:", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"lontar.db", "elsewhere", "originals"}
    for url in ("postgres://x", "sqlite://host/a.db", ""):
        with pytest.raises(WrongUse, match="LONTAR_STORE"):
            open_store(url, tmp_path)
    with pytest.raises(WrongUse, match="LONTAR_ORIGINALS"):
        open_originals("s3:", tmp_path)
