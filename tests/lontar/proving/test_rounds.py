"""Originals read again by and by: whatever was flipped, deleted, added or swapped is named, and told once."""

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive.settings import Settings
from lontar.proving import rounds
from lontar.proving.rounds import Round
from lontar.wiring import House
from office.access import Reader
from schemas.fixity import ROUND, FixityFault, FixityRound
from schemas.letter import Letter
from schemas.notice import Notice
from schemas.stored import now
from store import fixity
from store.changes import Changes, Remove
from tests.lontar.moving import fill

LETTERS = 30
OVER = threading.Event()
FAST = Settings(fixity_mb_per_second=1e6)


@pytest.fixture
def archive(house: House, console: Reader) -> House:
    fill(house, console, LETTERS)
    return replace(house, settings=replace(house.settings, archive=FAST))


def path_of(house: House, sha256: str) -> Path:
    return house.settings.home / "originals" / sha256[:2] / sha256[2:4] / sha256


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    written(path, bytes(content))


def written(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def linked(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


SPOILS: dict[str, Callable[[Path], object]] = {
    "flipped": flipped,
    "cut": lambda path: written(path, path.read_bytes()[:-1]),
    "emptied": lambda path: written(path, b""),
    "longer": lambda path: written(path, path.read_bytes() + b"\n"),
    "deleted": Path.unlink,
    "renamed": lambda path: path.rename(path.with_suffix(".old")),
    "moved": lambda path: path.rename(path.parent.parent / path.name),
    "link": linked,
}


def spoil(house: House) -> set[str]:
    """Thirty things go wrong, each once; the names that are to be told."""
    chance = random.Random(30)
    every = [sha256 for sha256, _ in house.originals.every()]
    wrong = set()
    ways = list(SPOILS.values())
    for number, sha256 in enumerate(every[:20]):
        ways[number % len(ways)](path_of(house, sha256))
        wrong.add(sha256)
    for one, other in zip(every[20:26:2], every[21:26:2], strict=True):  # exchanged for each other
        first, second = path_of(house, one).read_bytes(), path_of(house, other).read_bytes()
        written(path_of(house, one), second)
        written(path_of(house, other), first)
        wrong |= {one, other}
    for number in range(4):  # put there by somebody, under names like ours and unlike
        content = chance.randbytes(100)
        name = ("f" * 63 + str(number)) if number % 2 else f"notes-{number}.txt"
        path = house.settings.home / "originals" / "ff" / "ff" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        wrong.add(name)
    assert len(wrong) == 30
    return wrong


def named(things: set[str]) -> set[str]:
    return {Path(thing).name.removesuffix(".old") for thing in things}


def turned(house: House) -> Round:
    """One whole round."""
    going = Round(house)
    while going.look(OVER):
        pass
    return going


def test_thirty_of_thirty_are_named(archive: House) -> None:
    wrong = spoil(archive)
    found = {fault.thing.removeprefix("originals/") for fault in fixity.check(archive.store, archive.originals)}
    assert wrong <= named(found)
    turned(archive)
    assert {row["_id"] for row in rounds.faults(archive)} == found


def test_a_whole_archive_has_no_fault_and_says_when_it_was_read(archive: House) -> None:
    turned(archive)
    said = rounds.said(archive)
    assert (said["faults"], said["round"]["whole"], said["round"]["read"]) == ([], LETTERS, LETTERS)
    assert said["round"]["ended_at"]


def test_a_fault_is_told_once_and_again_when_it_comes_back(archive: House) -> None:
    (sha256, *_) = (one for one, _ in archive.originals.every())
    path, whole = path_of(archive, sha256), path_of(archive, sha256).read_bytes()
    flipped(path)
    turned(archive)
    told = archive.store.find(Notice, limit=100)
    assert {one["kind"] for one in told} == {"damaged"}
    assert told[0]["data"]["name"] == f"originals/{sha256}"
    again(archive)
    assert len(archive.store.find(Notice, limit=100)) == len(told)
    written(path, whole)
    again(archive)
    assert rounds.faults(archive) == []
    assert (archive.store.get(FixityFault, sha256) or {})["healed_at"]
    path.unlink()
    again(archive)
    assert [row["kind"] for row in rounds.faults(archive)] == ["missing"]
    assert len(archive.store.find(Notice, limit=100)) == 2 * len(told)


def test_what_was_destroyed_since_is_no_fault_any_more(archive: House) -> None:
    (letter, *_) = archive.store.every(Letter)
    (sha256,) = (file["sha256"] for file in letter["files"])
    flipped(path_of(archive, sha256))
    turned(archive)
    assert [row["kind"] for row in rounds.faults(archive)] == ["altered"]
    archive.store.commit(Changes(removes=(Remove(Letter, letter["_id"], letter["version"]),)))
    path_of(archive, sha256).unlink()
    again(archive)
    assert rounds.faults(archive) == []


def again(house: House) -> None:
    """As if the days until the next round had gone by."""
    last = house.store.load(FixityRound, ROUND)
    last.began_at = now() - timedelta(days=house.settings.archive.fixity_days)
    house.store.commit(Changes.of(last))
    turned(house)


def test_a_round_is_due_once_in_its_days_and_never_with_none(archive: House) -> None:
    turned(archive)
    assert not Round(archive).look(OVER)
    never = replace(archive, settings=replace(archive.settings, archive=Settings(fixity_days=0)))
    assert not Round(never).look(OVER)


def test_what_was_cut_off_goes_on_where_it_was(archive: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "KEPT_READ", 10)
    going = Round(archive)
    for _ in range(17):
        assert going.look(OVER)
    read: list[str] = []
    monkeypatch.setattr(fixity, "altered", lambda originals, sha256: read.append(sha256))
    turned(archive)
    every = [sha256 for sha256, _ in archive.originals.every()]
    assert read == every[10:]
    assert rounds.said(archive)["round"]["whole"] == LETTERS


def test_it_reads_no_faster_than_it_may(archive: House) -> None:
    waited: list[float] = []

    class Waiting(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waited.append(timeout or 0.0)
            return False

    slow = Settings(fixity_mb_per_second=0.001)
    going = Round(replace(archive, settings=replace(archive.settings, archive=slow)))
    sizes = [size for _, size in archive.originals.every()]
    assert going.look(Waiting())
    assert waited[0] == pytest.approx(sizes[0] / 1000, abs=0.5)
