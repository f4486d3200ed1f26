"""Backups: everything in one file, added to, locked; and an archive made of them where nothing was."""

import hashlib
import tarfile
import threading
from pathlib import Path

import pyrage
import pytest

from lontar.faults import faults
from lontar.wiring import House
from office import demo
from office.access import Reader
from schemas.letter import Letter
from store import chain, fixity
from tests import files
from tests.lontar.backups.taken import done, said
from tests.lontar.moving import bring, damage, fill, kept, opened

LETTERS = 4


@pytest.fixture
def archive(house: House, console: Reader) -> House:
    fill(house, console, LETTERS)
    (house.settings.home / "vocabularies").mkdir(exist_ok=True)
    (house.settings.home / "vocabularies" / "instructions.csv").write_text("code,name\nx,Arsip\n")
    return house


def home_of(house: House) -> Path:
    return house.settings.home


def same(source: House, home: Path) -> None:
    """The restored archive has all that the source has, and an event of its own."""
    restored = opened(home)
    ours, theirs = kept(source.store), kept(restored.store)
    for name in ours[0]:
        if name not in ("events", "event_values", "backups"):
            assert theirs[0][name] == ours[0][name], name
    assert list(faults(restored, lambda said: None)) == []
    assert list(chain.verify(restored.store)) == []
    restored.close()


def test_what_is_restored_is_what_was_there(archive: House, tmp_path: Path) -> None:
    file, home = tmp_path / "a.lontar", tmp_path / "new"
    written = done(home_of(archive), "backup", str(file))
    assert (written["originals"], written["on"], written["damaged"]) == (LETTERS, "", [])
    assert file.stat().st_mode & 0o077 == 0
    found = done(home, "restore", str(file))
    assert (found["originals"], found["faults"], found["documents"]["letters"]) == (LETTERS, [], LETTERS)
    same(archive, home)
    assert (home / "vocabularies" / "instructions.csv").read_text() == "code,name\nx,Arsip\n"


def test_any_tar_opens_it_and_originals_lie_in_it_as_they_are(archive: House, tmp_path: Path) -> None:
    file = tmp_path / "a.lontar"
    done(home_of(archive), "backup", str(file))
    with tarfile.open(file) as tar:
        originals = [one for one in tar if one.name.startswith("originals/")]
        assert len(originals) == LETTERS
        for one in originals:
            content = tar.extractfile(one)
            assert content is not None
            assert hashlib.sha256(content.read()).hexdigest() == one.name.partition("/")[2]


def test_one_that_adds_to_another_holds_only_what_is_new(archive: House, console: Reader, tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{name}.lontar" for name in "abc")
    done(home_of(archive), "backup", str(first))
    bring(archive, console, range(10, 12))
    written = done(home_of(archive), "backup", str(second), "--on", str(first))
    with tarfile.open(second) as tar:
        assert len([one for one in tar.getnames() if one.startswith("originals/")]) == 2
    assert written["on_name"] == first.name
    bring(archive, console, range(12, 13))
    done(home_of(archive), "backup", str(third), "--on", str(second))
    for missing in ([third], [third, second], [third, first]):
        refused = said(tmp_path / "none", "restore", *map(str, missing))
        assert refused.exit_code == 2
        assert "which was not named" in refused.stderr
    found = done(tmp_path / "new", "restore", str(first), str(third), str(second))
    assert found["documents"]["letters"] == LETTERS + 3
    same(archive, tmp_path / "new")


def test_a_folder_is_added_to_by_itself(archive: House, tmp_path: Path) -> None:
    """One line of cron: the newest one there that can be opened is added to."""
    folder = tmp_path / "backups"
    folder.mkdir()
    first = done(home_of(archive), "backup", str(folder / "lontar-1.lontar"))
    (folder / "lontar-2.lontar").write_bytes(b"half copied")
    second = done(home_of(archive), "backup", str(folder))
    assert (second["on"], second["on_name"]) == (first["id"], "lontar-1.lontar")
    assert done(home_of(archive), "backup", str(tmp_path / "whole.lontar"))["on"] == ""


@pytest.mark.parametrize("where", ["head", "documents", "original", "manifest", "cut", "half"])
def test_a_damaged_one_is_refused_before_anything_is_written(archive: House, tmp_path: Path, where: str) -> None:
    file, home = tmp_path / "a.lontar", tmp_path / "new"
    done(home_of(archive), "backup", str(file))
    content = bytearray(file.read_bytes())
    with tarfile.open(file) as tar:
        members = {one.name.partition("/")[0]: one for one in tar}
    at = {
        "head": 0,
        "documents": members["documents"].offset_data + 3,
        "original": members["originals"].offset_data + 3,
        "manifest": members["manifest.json"].offset_data + 400,
    }
    if where in at:
        content[at[where]] ^= 0x55
    file.write_bytes(content[: {"cut": len(content) // 2, "half": 700}.get(where, len(content))])
    refused = said(home, "restore", str(file))
    assert refused.exit_code in (1, 2)
    assert "a.lontar" in refused.stderr
    assert not list((home / "originals").glob("??/??/*"))
    store = opened(home).store
    assert store.count(Letter) == 0


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    for name, content in {"empty": b"", "pdf": files.pdf(), "tar": b"\0" * 10240}.items():
        file = tmp_path / name
        file.write_bytes(content)
        refused = said(tmp_path / "new", "restore", str(file))
        assert refused.exit_code == 2
        assert "is no backup of Lontar" in refused.stderr


def test_nothing_is_restored_over_what_is_there(archive: House, tmp_path: Path) -> None:
    file = tmp_path / "a.lontar"
    done(home_of(archive), "backup", str(file))
    before = kept(archive.store)
    refused = said(home_of(archive), "restore", str(file))
    assert refused.exit_code == 2
    assert "is not empty" in refused.stderr
    assert kept(archive.store) == before


def test_of_two_archives_nothing_is_mixed(archive: House, tmp_path: Path) -> None:
    file, other = tmp_path / "a.lontar", tmp_path / "b.lontar"
    done(home_of(archive), "backup", str(file))
    second = opened(tmp_path / "second")
    demo.found(second.store, "operator")
    done(tmp_path / "second", "backup", str(other))
    assert said(tmp_path / "second", "backup", str(tmp_path / "c"), "--on", str(file)).exit_code == 2
    refused = said(tmp_path / "new", "restore", str(file), str(other))
    assert "another archive" in refused.stderr


def test_a_passphrase_locks_it(archive: House, tmp_path: Path) -> None:
    file, word = tmp_path / "a.lontar", tmp_path / "word"
    word.write_text("kertas lontar\n")
    done(home_of(archive), "backup", str(file), "--passphrase-file", str(word))
    content = file.read_bytes()
    assert b"letters" not in content
    assert b"originals/" not in content
    for given, why in ((None, "needs its passphrase"), ("salah\n", "does not open it")):
        more = []
        if given:
            (tmp_path / "wrong").write_text(given)
            more = ["--passphrase-file", str(tmp_path / "wrong")]
        refused = said(tmp_path / "new", "restore", str(file), *more)
        assert refused.exit_code == 2
        assert why in refused.stderr
    spoiled = tmp_path / "b.lontar"
    spoiled.write_bytes(content[: len(content) // 2] + b"\0" + content[len(content) // 2 + 1 :])
    refused = said(tmp_path / "new", "restore", str(spoiled), "--passphrase-file", str(word))
    assert "is not what was written" in refused.stderr
    done(tmp_path / "new", "restore", str(file), "--passphrase-file", str(word))
    same(archive, tmp_path / "new")


def test_a_key_locks_it_for_its_holder(archive: House, tmp_path: Path) -> None:
    """The file is one of age: who has no Lontar opens it by that tool."""
    file, key, other = tmp_path / "a.lontar", tmp_path / "key", tmp_path / "other"
    identity = pyrage.x25519.Identity.generate()
    key.write_text(f"# kept in a safe\n{identity}\n")
    other.write_text(str(pyrage.x25519.Identity.generate()))
    assert said(home_of(archive), "backup", str(file), "--recipient", "age1nonsense").exit_code == 2
    done(home_of(archive), "backup", str(file), "--recipient", str(identity.to_public()))
    plain = pyrage.decrypt(file.read_bytes(), [identity])
    assert b"lontar-backup.json" in plain[:512]
    assert "does not open it" in said(tmp_path / "new", "restore", str(file), "--key", str(other)).stderr
    done(tmp_path / "new", "restore", str(file), "--key", str(key))
    same(archive, tmp_path / "new")


def test_what_was_damaged_already_is_named_and_the_rest_is_kept(archive: House, tmp_path: Path) -> None:
    lost, spoiled = (sha256 for sha256, _ in list(archive.originals.every())[:2])
    archive.originals.remove(lost)
    damage(archive.originals, spoiled)  # type: ignore[arg-type]
    file = tmp_path / "a.lontar"
    told = said(home_of(archive), "backup", str(file))
    assert told.exit_code == 1
    assert lost in told.stderr
    assert spoiled in told.stderr
    restored = said(tmp_path / "new", "restore", str(file))
    assert restored.exit_code == 1
    new = opened(tmp_path / "new")
    found = {fault.thing for fault in fixity.check(new.store, new.originals)}
    assert found == {f"originals/{lost}", f"originals/{spoiled}"}
    assert len(list(new.originals.every())) == LETTERS - 2


def test_it_is_one_moment_while_others_go_on(archive: House, console: Reader, tmp_path: Path) -> None:
    """Letters arrive all the time: each backup is the log up to some event, and checks clean."""
    over = threading.Event()
    numbers = iter(range(100, 10_000))

    def go_on() -> None:
        while not over.is_set():
            bring(archive, console, [next(numbers)])

    worker = threading.Thread(target=go_on)
    worker.start()
    try:
        made = [done(home_of(archive), "backup", str(tmp_path / f"{name}.lontar")) for name in range(3)]
    finally:
        over.set()
        worker.join()
    for name, written in enumerate(made):
        home = tmp_path / f"new-{name}"
        found = done(home, "restore", str(tmp_path / f"{name}.lontar"))
        assert found["faults"] == []
        store = opened(home).store
        assert store.events(written["sealed"] - 1, 1)[0]["chain"] == written["chain"]
        assert store.events(written["sealed"], 1)[0]["verb"] == "archive.restored"


def test_nobody_who_may_not_makes_one(archive: House, tmp_path: Path) -> None:
    refused = said(home_of(archive), "backup", str(tmp_path / "a.lontar"), "--as", "staf@sukamaju.example")
    assert refused.exit_code == 1
    assert not (tmp_path / "a.lontar").exists()


def test_a_file_that_stands_is_not_written_over(archive: House, tmp_path: Path) -> None:
    file = tmp_path / "a.lontar"
    file.write_bytes(b"mine")
    assert said(home_of(archive), "backup", str(file)).exit_code == 1
    assert file.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


def test_an_empty_home_has_nothing_to_back_up(tmp_path: Path) -> None:
    told = said(tmp_path / "empty", "backup", str(tmp_path / "a.lontar"))
    assert told.exit_code == 2
    assert "nothing is in this archive" in told.stderr
