"""What `lontar check` finds, and what it does not take for a fault."""

from dataclasses import replace
from pathlib import Path

from lontar.faults import faults, index_faults
from lontar.followers import IndexFollower, entries
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from schemas.event import Event, EventValues
from schemas.letter import Letter
from store import chain
from store.changes import Changes, Remove
from tests import files


def silent(said: str) -> None:
    """Nobody watches."""


def kinds(house: House) -> list[tuple[str, str]]:
    return [(fault.kind, fault.thing.partition("/")[0]) for fault in faults(house, silent)]


def test_what_the_index_has_yet_to_follow_is_no_fault(house: House, console: Reader, tmp_path: Path) -> None:
    arrive(house, files.written(tmp_path, "surat.pdf", files.pdf()), "surat.pdf", console)
    assert kinds(house) == []
    settle(house, 1)
    assert kinds(house) == []


def test_a_letter_that_the_index_lost_or_never_had_is_named(house: House, console: Reader, tmp_path: Path) -> None:
    (arrived,) = arrive(house, files.written(tmp_path, "surat.pdf", files.pdf()), "surat.pdf", console)
    settle(house, 1)
    id = str(arrived.id)
    (entry,) = entries(house, [id])
    house.index.write([], [id])
    assert [fault.as_dict()["kind"] for fault in index_faults(house, silent)] == ["missing"]
    house.index.write([entry, replace(entry, id="X", version=9)])
    assert [(fault.kind, fault.thing) for fault in index_faults(house, silent)] == [("unknown", "index/X")]


def test_an_older_version_in_the_index_is_named(house: House, console: Reader, tmp_path: Path) -> None:
    (arrived,) = arrive(house, files.written(tmp_path, "surat.pdf", files.pdf()), "surat.pdf", console)
    settle(house, 1)
    follower, letter = IndexFollower(house), house.store.load(Letter, str(arrived.id))
    (old,) = entries(house, [letter.id])
    house.index.write([], [letter.id])
    house.index.write([replace(old, version=1)])
    assert [(fault.kind, fault.thing) for fault in index_faults(house, silent)] == [("altered", f"index/{letter.id}")]
    follower.write(house.index, [letter.id])
    assert kinds(house) == []


def test_an_event_log_without_its_end_is_named(house: House, console: Reader, tmp_path: Path) -> None:
    arrive(house, files.written(tmp_path, "surat.pdf", files.pdf()), "surat.pdf", console)
    settle(house, 1)
    last = house.store.sealed()
    gone = tuple(Remove(kind, chain.event_id(last), 1) for kind in (Event, EventValues))
    house.store.commit(Changes(removes=gone))
    (fault,) = faults(house, silent)
    assert str(fault).startswith(
        f"gap      events/{chain.event_id(last)}: events {last} to {last} were written and are"
    )
    assert fault.why.endswith("go on from the last backup")


def test_bytes_that_changed_or_went_are_named(house: House, console: Reader, tmp_path: Path) -> None:
    for name in ("satu.pdf", "dua.pdf"):
        arrive(house, files.written(tmp_path, name, files.pdf((name,) * 3)), name, console)
    settle(house, 1)
    first, second = (path for path in sorted((house.settings.home / "originals").rglob("*")) if len(path.name) == 64)
    first.chmod(0o644)
    first.write_bytes(b"other")
    second.unlink()
    assert sorted(kinds(house)) == [("altered", "originals"), ("missing", "originals")]
