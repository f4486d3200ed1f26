"""A scanner folder: what stands still is taken once, whoever is killed when; what cannot be, lies apart."""

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from lontar.digitising.following import caught_up
from lontar.digitising.watching import REJECTED, TAKEN, Watched, Watcher
from lontar.intake.keeping import Arrived
from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import Reader
from schemas.box import Box
from schemas.errors import Unavailable
from schemas.letter import Letter
from schemas.upload import Upload
from store import chain, fixity
from tests import files
from tests.lontar.digitising import working
from tests.serving import ROOT
from tests.waiting import AGAIN

LONG_AGO = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scanner"
    made.mkdir()
    return made


@pytest.fixture
def watcher(house: House, console: Reader, folder: Path) -> Watcher:
    return Watcher(house, console, Watched(folder, console.unit))


def put(folder: Path, name: str, content: bytes | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(files.pdf((name, "Surat")) if content is None else content)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def looked(watcher: Watcher) -> list[Arrived]:
    return [*watcher.look(), *watcher.look()]


def test_a_file_is_taken_when_it_stood_still_over_two_looks(watcher: Watcher, folder: Path) -> None:
    path = put(folder, "surat.pdf", files.pdf()[:100])
    assert list(watcher.look()) == []
    path.write_bytes(files.pdf())
    assert list(watcher.look()) == []
    (one,) = watcher.look()
    assert (one.status, one.file) == ("registered", "surat.pdf")
    assert (folder / TAKEN / "surat.pdf").read_bytes() == files.pdf()
    assert not path.exists()
    assert looked(watcher) == []


def test_the_same_bytes_again_are_said_to_be_here_and_write_over_nothing(watcher: Watcher, folder: Path) -> None:
    put(folder, "surat.pdf", files.pdf())
    (first,) = looked(watcher)
    put(folder, "surat.pdf", files.pdf()).touch()
    (again,) = looked(watcher)
    assert (again.status, again.id) == ("duplicate", first.id)
    assert sorted(path.name for path in (folder / TAKEN).iterdir()) == ["surat (2).pdf", "surat.pdf"]


def test_what_cannot_be_taken_lies_apart_with_the_reason(watcher: Watcher, folder: Path) -> None:
    put(folder, "boks/catatan.xyz", b"\x00\x01\x02")
    put(folder, "kosong.pdf", b"")
    put(folder, "surat.pdf")
    assert {one.file: one.status for one in looked(watcher)} == {
        "catatan.xyz": "rejected",
        "kosong.pdf": "rejected",
        "surat.pdf": "registered",
    }
    assert (folder / REJECTED / "boks" / "catatan.xyz").exists()
    assert "catatan.xyz" in (folder / REJECTED / "boks" / "catatan.xyz.txt").read_text()
    assert "empty" in (folder / REJECTED / "kosong.pdf.txt").read_text()


def test_what_is_not_whole_yet_is_left_alone(watcher: Watcher, folder: Path, house: House) -> None:
    put(folder, "baru.pdf", b"").touch()  # just made by the scanner, still to be filled
    for name in (".tersembunyi.pdf", "surat.pdf.part", "~kunci.pdf", ".sync/a.pdf"):
        put(folder, name)
    (folder / "tautan.pdf").symlink_to("/etc/hostname")
    assert looked(watcher) == []
    assert house.store.count(Letter) == 0


def test_folders_below_it_say_where_the_paper_lies(house: House, console: Reader, folder: Path) -> None:
    batch = working.made(house, console)
    watcher = Watcher(house, console, Watched(folder, console.unit, batch=batch.name))
    put(folder, "12/4/1.pdf")
    put(folder, "13/1/9.pdf")
    found = {one.file: one.id for one in looked(watcher)}
    caught_up(house)
    assert working.item(house, letter=found["1.pdf"])["description"] == "Surat edaran"
    assert not working.item(house, letter=found["9.pdf"])["expected"]
    assert {row["number"] for row in house.store.every(Box)} == {"12", "13"}


def test_files_that_are_left_are_remembered_until_they_are_written_anew(watcher: Watcher, folder: Path) -> None:
    watcher.watched = replace(watcher.watched, leaves=True)
    path = put(folder, "surat.pdf")
    put(folder, "rusak.xyz", b"\x00")
    assert {one.status for one in looked(watcher)} == {"registered", "rejected"}
    fresh = Watcher(watcher.house, watcher.reader, watcher.watched)
    assert looked(fresh) == []
    path.write_bytes(files.pdf(("lain",)))
    assert [one.status for one in looked(fresh)] == ["registered"]
    assert path.exists()


def test_a_share_that_is_away_or_read_only_is_told(
    watcher: Watcher, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "surat.pdf")

    def refuse(path: Path, to: Path) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        kept, stuck = looked(watcher)
        assert (kept.status, stuck.status) == ("registered", "rejected")
        assert "Read-only" in str(stuck.error)
        assert looked(watcher) == []  # told once, and kept once
    watcher.watched = replace(watcher.watched, folder=folder / "away")
    with pytest.raises(Unavailable):
        list(watcher.look())


def test_the_command_takes_what_is_there_and_ends(house: House, folder: Path) -> None:
    put(folder, "surat.pdf")
    put(folder, "rusak.xyz", b"\x00")
    environ = {"LONTAR_HOME": str(house.settings.home)}
    command = ["watch", str(folder), "--batch", "Boks 1", "--once", "--seconds", "0.05", "--json"]
    done = CliRunner().invoke(lontar, command, env=environ)
    said = {one["file"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert (said["surat.pdf"]["status"], said["rusak.xyz"]["error"]["code"], done.exit_code) == (
        "registered", "unknown-kind", 1,
    )  # fmt: skip
    (letter,) = house.store.every(Letter)
    assert letter["batch"] == "Boks 1"
    assert CliRunner().invoke(lontar, ["watch", str(folder / "x")], env=environ).exit_code == 1


@pytest.mark.parametrize(("number", "kills"), [(6, 2), pytest.param(120, 60, marks=pytest.mark.full)])
def test_killed_at_any_moment_it_loses_and_doubles_nothing(
    tmp_path: Path, folder: Path, number: int, kills: int
) -> None:
    home, chance = tmp_path / "home", random.Random(7)
    house = open_house(load({"LONTAR_HOME": str(home)}, tmp_path))
    contents = [files.pdf((f"Surat {one}", "isi")) for one in range(number)]
    for one, content in enumerate(contents):
        put(folder, f"12/{one % 3}/{one}.pdf", content)
    put(folder, "lagi.pdf", contents[0])  # the same bytes once more
    command = [sys.executable, "-c", "from lontar.main import main; main()", "watch", str(folder), "--seconds", "0.05"]
    environ = os.environ | {"LONTAR_HOME": str(home)}

    def left() -> list[Path]:
        return [path for path in folder.rglob("*.pdf") if TAKEN not in path.parts]

    for kill in range(kills + 1):
        process = subprocess.Popen([*command, "--batch", "B"], env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        if kill < kills:
            for _ in range(chance.randrange(1, 1 + max(1, number // kills))):
                if len(left()) > 1:
                    next(lines, "")
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()
            continue
        while left():
            AGAIN.wait(0.02)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 0
    kept = {row["files"][0]["sha256"] for row in house.store.every(Letter)}
    assert house.store.count(Letter) == len(kept) == number
    assert len(list((folder / TAKEN).rglob("*.pdf"))) == number + 1
    assert not (folder / REJECTED).exists()
    assert list(chain.verify(house.store)) == list(fixity.check(house.store, house.originals)) == []
    assert house.store.count(Upload) == 0
    house.close()


def test_lontar_run_watches_the_folder_of_the_settings(tmp_path: Path, folder: Path) -> None:
    from lontar.crew import Crew

    put(folder, "surat.pdf")
    home = {"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_WATCH": str(folder), "LONTAR_WATCH_SECONDS": "0.05"}
    house = open_house(load(home | {"LONTAR_WATCH_BATCH": "Boks 1"}, tmp_path))
    with Crew(house, 0):
        while not house.store.count(Letter):
            AGAIN.wait(0.02)
    house.close()
