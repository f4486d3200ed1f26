"""Letters on a disk that is really full: what arrives is refused by name, what is at hand waits and goes on.

At the end of each test there is room again, everything is there once, and `lontar check` finds nothing.
"""

import io
import logging
from pathlib import Path

import pytest

from ingest.reading import read_page
from lontar import scratch
from lontar.crew import Crew
from lontar.faults import faults
from lontar.finding.find import find
from lontar.followers import IndexFollower, rebuild
from lontar.intake import partials, uploads
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from paper import nurseries
from paper.kinds import PNG
from paper.sandbox import Sandbox
from schemas.errors import DiskFull
from schemas.letter import Letter
from schemas.page import Page
from schemas.upload import Upload
from schemas.work import Work
from store import disk
from store.disk import demand_room
from tests import files
from tests.disk.small import Small
from tests.waiting import until
from work.sweeper import unfinished


def sound(house: House) -> None:
    """Nothing is half done, and all proofs hold."""
    settle(house, 1)
    assert [str(fault) for fault in faults(house, lambda _: None)] == []
    assert not list((house.settings.home / "scratch").glob(f"{scratch.PREFIX}*"))
    assert not list((house.settings.home / "originals" / "arriving").iterdir())
    pages = [(row["letter"], row["file"], row["page"]) for row in house.store.every(Page)]
    assert len(pages) == len(set(pages))


def letter(number: int) -> bytes:
    return files.pdf((*files.LETTER, f"nomor{number}"))


@pytest.mark.parametrize("leave", [0, 4096, 20_000, 60_000])
def test_what_arrives_on_a_full_disk_is_refused_by_name_and_taken_later(
    house: House, console: Reader, small: Small, tmp_path: Path, leave: int
) -> None:
    first = files.written(tmp_path, "satu.pdf", letter(1))
    (kept,) = arrive(house, first, "satu.pdf", console)
    settle(house, 1)
    small.fill(leave)
    refused = []
    for number in range(2, 40):
        path = files.written(tmp_path, f"{number}.pdf", letter(number))
        refused += [one for one in arrive(house, path, path.name, console) if one.status == "rejected"]
    assert refused
    for one in refused:
        assert one.error is not None
        assert one.error.code == "disk-full"
        assert one.file in str(one.error) or "this" in str(one.error)
    assert [hit["id"] for hit in find(house, console, "nomor1")["hits"]] == [kept.id]  # reading goes on
    small.clear()
    for number in range(2, 40):
        path = tmp_path / f"{number}.pdf"
        (one,) = arrive(house, path, path.name, console)
        assert one.status in ("registered", "duplicate")
    assert house.store.count(Letter) == 39
    sound(house)
    assert find(house, console, "jembatan")["total"] == 39


def test_an_archive_that_finds_no_room_to_be_taken_apart_is_refused_and_leaves_nothing(
    house: House, console: Reader, small: Small, tmp_path: Path
) -> None:
    content = files.packed({f"{n}.pdf": letter(n) + bytes(300_000) for n in range(5)})
    path = files.written(tmp_path, "paket.zip", content)
    small.fill(700_000)
    (one,) = arrive(house, path, "paket.zip", console)
    assert one.error is not None
    assert (one.status, one.error.code) == ("rejected", "disk-full")
    assert "paket.zip" in str(one.error)
    small.clear()
    assert [one.status for one in arrive(house, path, "paket.zip", console)] == ["registered"] * 5
    sound(house)


@pytest.mark.parametrize("leave", [0, 30_000, 150_000])
def test_work_that_finds_no_room_waits_and_goes_on(
    house: House, console: Reader, small: Small, leave: int, caplog: pytest.LogCaptureFixture
) -> None:
    some(house, console, small.path, *range(12))
    small.fill(leave)
    with caplog.at_level(logging.WARNING), Crew(house, 2):
        until(lambda: "no room left" in caplog.text)
        assert unfinished(house.store) > 0
        small.clear()
        until(lambda: not unfinished(house.store))
    rows = list(house.store.every(Letter))
    assert [row["stage"] for row in rows] == ["understood"] * 12
    assert {row["attempts"] for row in house.store.every(Work)} == {1}  # a full disk is no attempt
    sound(house)
    assert find(house, console, "jembatan")["total"] == 12


def some(house: House, console: Reader, folder: Path, *numbers: int) -> None:
    for number in numbers:
        arrive(house, files.written(folder, f"{number}.pdf", letter(number)), f"{number}.pdf", console)


def test_the_index_waits_searching_goes_on_and_nothing_is_missing_afterwards(
    house: House, console: Reader, small: Small, tmp_path: Path
) -> None:
    some(house, console, tmp_path, 1, 2, 3)
    settle(house, 1)
    some(house, console, tmp_path, 4, 5, 6)
    follower = IndexFollower(house)
    house.index.close()  # merging has ended and its files are gone: no room comes by itself
    for _ in range(3):
        small.fill()  # again, for each try clears away what the one before it left
        with pytest.raises(DiskFull, match="index"):
            follower.step()
    assert follower.follow() == 0
    assert find(house, console, "jembatan")["total"] == 3
    small.clear()
    assert follower.step() > 0  # the same follower, with another writer
    sound(house)
    assert find(house, console, "jembatan")["total"] == 6


@pytest.mark.parametrize("leave", [0, 8192])
def test_an_index_that_finds_no_room_to_be_built_anew_leaves_the_live_one_and_its_room(
    house: House, console: Reader, small: Small, tmp_path: Path, leave: int
) -> None:
    some(house, console, tmp_path, *range(30))
    settle(house, 2)
    house.index.close()  # merging has ended and its files are gone: no room comes by itself
    builds = sorted((house.settings.home / "index").glob("0*"))
    small.fill(leave)
    with pytest.raises(DiskFull):
        rebuild(house)
    assert sorted((house.settings.home / "index").glob("0*")) == builds
    assert small.free() >= leave // 4096 * 4096
    assert find(house, console, "jembatan")["total"] == 30
    small.clear()
    assert rebuild(house) == 30
    sound(house)


def test_an_upload_in_pieces_keeps_what_was_acknowledged_and_goes_on(
    house: House, console: Reader, small: Small
) -> None:
    content = letter(1) + bytes(3 << 20)
    upload = uploads.begin(house, console, name="besar.pdf", size=len(content))
    uploads.append(house, upload, 0, io.BytesIO(content[:100_000]), console)
    small.fill(1 << 20)
    with pytest.raises(DiskFull):
        uploads.append(house, house.store.load(Upload, upload.id), 100_000, io.BytesIO(content[100_000:]), console)
    upload = house.store.load(Upload, upload.id)
    assert 100_000 <= upload.offset < len(content)
    with partials.Partials(house.settings.home).held(upload.id, upload.name) as file:
        assert file.read(upload.offset) == content[: upload.offset]
    small.clear()
    upload = uploads.append(house, upload, upload.offset, io.BytesIO(content[upload.offset :]), console)
    assert upload.state == "stored"
    sound(house)
    assert not list((house.settings.home / "uploads").iterdir())


def test_an_upload_that_came_whole_and_finds_no_room_to_be_kept_is_not_refused_but_asked_for_again(
    house: House, console: Reader, small: Small
) -> None:
    content = letter(1) + bytes(3 << 20)
    upload = uploads.begin(house, console, name="besar.pdf", size=len(content))
    small.fill(len(content) + (1 << 20))
    with pytest.raises(DiskFull, match=r"besar\.pdf"):
        uploads.append(house, upload, 0, io.BytesIO(content), console)
    assert house.store.load(Upload, upload.id).state == "uploading"
    small.clear()
    assert uploads.finish(house, house.store.load(Upload, upload.id), console).state == "stored"
    sound(house)


def test_an_upload_is_refused_before_a_byte_is_sent_when_it_will_not_fit_twice(
    house: House, console: Reader, small: Small
) -> None:
    small.fill(10 << 20)
    with pytest.raises(DiskFull, match=r"besar\.pdf"):
        uploads.begin(house, console, name="besar.pdf", size=6 << 20)
    assert uploads.begin(house, console, name="kecil.pdf", size=4 << 20).size == 4 << 20
    assert house.store.count(Upload) == 1


def test_originals_leave_the_store_its_room(
    house: House, console: Reader, small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "RESERVE", 8 << 20)
    small.fill(9 << 20)
    path = files.written(tmp_path, "besar.pdf", letter(1) + bytes(2 << 20))
    (one,) = arrive(house, path, "besar.pdf", console)
    assert one.error is not None
    assert one.error.code == "disk-full"
    assert small.free() > 8 << 20
    some(house, console, tmp_path, 2)
    sound(house)
    with pytest.raises(DiskFull):
        demand_room(house.settings.home, 2 << 20, "a")


@pytest.mark.parametrize("leave", [0, 997_000, 1_100_000])
def test_a_page_is_never_taken_for_blank_because_the_engine_found_no_room(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: int
) -> None:
    """The engine gets the page as a file and answers in one; both lie in the temporary folder."""
    nurseries.close_all()
    monkeypatch.setenv("TMPDIR", str(small.path))
    path = files.written(tmp_path, "a.png", files.scan())
    with Sandbox(preload=("ingest.reading",)) as sandbox:
        assert "jembatan" in sandbox.call(read_page, path, PNG, 1, seconds=60.0).text
        small.fill(leave)
        with pytest.raises(DiskFull):
            sandbox.call(read_page, path, PNG, 1, seconds=60.0)
        small.clear()
        assert "jembatan" in sandbox.call(read_page, path, PNG, 1, seconds=60.0).text
    nurseries.close_all()
