"""Bad input: each file ends in a state that names it and says what to do, and the rest of the batch goes on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar import letters
from lontar.finding.find import find
from lontar.intake.keeping import Arrived
from lontar.journey import arrive
from lontar.main import lontar
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from paper.kinds import kind_of
from schemas.errors import DiskFull
from schemas.letter import Letter
from schemas.page import Page
from schemas.work import Work
from tests import files

LONG_NAME = "Surat-" + "é" * 122 + ".pdf"
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("kosong.pdf", lambda: b"", "empty-file"),
    "no known kind": ("program.pdf", lambda: b"\x7fELF" + bytes(500), "unknown-kind"),
    "ZIP bomb": ("bom.zip", files.zip_bomb, "bomb"),
    "broken ZIP": ("rusak.zip", lambda: files.packed({"a.pdf": files.pdf()})[:200], "broken-archive"),
    "empty ZIP": ("hampa.zip", lambda: files.packed({}), "empty-archive"),
    "ZIP in a ZIP": ("sarang.zip", lambda: files.packed({"b.zip": files.packed({"a": b"a"})}), "nested-archive"),
}
"""What is no letter: refused before anything is kept."""

UNREADABLE: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "truncated PDF": ("potong.pdf", lambda: files.pdf()[:300], {"damaged"}),
    "truncated JPEG": ("potong.jpg", lambda: files.scan("JPEG")[:200], {"damaged", "page-damaged"}),
    "truncated TIFF": ("potong.tif", lambda: files.scan("TIFF")[:3000], {"damaged", "page-damaged"}),
    "locked PDF": ("kunci.pdf", files.locked_pdf, {"locked"}),
    "100,000 pages": ("panjang.pdf", files.endless_pdf, {"too-many-pages"}),
    "60 megapixels": ("besar.png", files.huge_png, {"page-too-large"}),
}
"""What is kept, because it may be all there is, and says why it cannot be read."""


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_letter_is_refused_by_name(house: House, console: Reader, tmp_path: Path, case: str) -> None:
    name, content, code = REFUSED[case]
    (arrived,) = arrive(house, files.written(tmp_path, name, content()), name, console)
    assert (arrived.status, arrived.error and arrived.error.code) == ("rejected", code)
    assert name in str(arrived.error)
    assert house.store.count(Letter) == 0
    assert list(house.originals.every()) == []
    assert list((house.settings.home / "scratch").iterdir()) == []


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_kept_and_says_why(house: House, console: Reader, tmp_path: Path, case: str) -> None:
    name, content, codes = UNREADABLE[case]
    (bad,) = arrive(house, files.written(tmp_path, name, content()), name, console)
    (good,) = arrive(house, files.written(tmp_path, "baik.pdf", files.pdf()), "baik.pdf", console)
    settle(house, 1)
    shown = letters.show(house, console, str(bad.id))
    assert shown["stage"] == "failed"
    assert shown["error"]["code"] in codes
    assert name in shown["error"]["message"]
    assert find(house, console, f"name:{name}")["hits"][0]["id"] == bad.id
    assert letters.show(house, console, str(good.id))["stage"] == "understood"


def test_a_page_that_unpacks_to_gigabytes_takes_neither_memory_nor_the_rest(
    house: House, console: Reader, tmp_path: Path
) -> None:
    (bad,) = arrive(house, files.written(tmp_path, "bom.pdf", files.bomb_pdf()), "bom.pdf", console)
    (good,) = arrive(house, files.written(tmp_path, "baik.pdf", files.pdf()), "baik.pdf", console)
    settle(house, 1)
    assert letters.show(house, console, str(bad.id))["stage"] in ("failed", "understood")
    assert letters.show(house, console, str(good.id))["stage"] == "understood"


def test_a_page_that_stops_its_reader_does_not_take_the_pages_around_it(
    house: House, console: Reader, tmp_path: Path
) -> None:
    content = files.pdf_around(files.bomb_pdf())
    (arrived,) = arrive(house, files.written(tmp_path, "tiga.pdf", content), "tiga.pdf", console)
    settle(house, 1)
    rows = house.store.find(Page, {"letter": arrived.id}, sort=[("file", 1), ("page", 1)])
    assert [row["source"] for row in rows] == ["text-layer", "failed", "text-layer"]
    assert rows[1]["error"]["message"].startswith("tiga.pdf")
    work = house.store.get(Work, str(arrived.id)) or {}
    assert (work["state"], work["pages_done"], work["pages"]) == ("done", 3, 3)
    assert find(house, console, "jembatan")["total"] == 1


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data", "ignore:Truncated File Read")
def test_a_scan_whose_later_pages_were_cut_off_is_a_letter_that_says_so(
    house: House, console: Reader, tmp_path: Path
) -> None:
    first = files.scan("TIFF")
    content = files.scan("TIFF", pages=3)[: len(first)]
    (arrived,) = arrive(house, files.written(tmp_path, "tiga.tif", content), "tiga.tif", console)
    settle(house, 1)
    rows = house.store.find(Page, {"letter": arrived.id}, sort=[("file", 1), ("page", 1)])
    assert [row["source"] for row in rows] == ["ocr", "failed"]
    shown = letters.show(house, console, str(arrived.id))
    assert (shown["stage"], shown["error"]["code"]) == ("understood", "cut-off")
    assert shown["error"]["message"].startswith("tiga.tif was cut off on its way: page 2 and all after it are missing.")


def test_a_member_of_a_zip_cannot_leave_its_folder(house: House, console: Reader, tmp_path: Path) -> None:
    content = files.packed({"../../jahat.pdf": files.pdf(), "/etc/passwd.pdf": files.pdf(("lain",) * 3)})
    arrived = arrive(house, files.written(tmp_path, "zip.zip", content), "zip.zip", console)
    assert [(one.file, one.status) for one in arrived] == [("jahat.pdf", "registered"), ("passwd.pdf", "registered")]
    assert not (tmp_path / "jahat.pdf").exists()


def test_the_kind_is_told_by_the_content(house: House, console: Reader, tmp_path: Path) -> None:
    (arrived,) = arrive(house, files.written(tmp_path, "gambar.jpg", files.pdf()), "gambar.jpg", console)
    settle(house, 1)
    assert letters.show(house, console, str(arrived.id))["files"][0]["kind"] == "application/pdf"


def test_a_name_of_255_bytes_stays_as_it_is(house: House, console: Reader, tmp_path: Path) -> None:
    assert len(LONG_NAME.encode()) == 254
    (arrived,) = arrive(house, files.written(tmp_path, "x", files.pdf()), LONG_NAME, console)
    settle(house, 1)
    assert letters.show(house, console, str(arrived.id))["files"][0]["name"] == LONG_NAME
    assert find(house, console, "jembatan")["total"] == 1


def test_a_full_disk_is_told_by_file_and_leaves_nothing_half_done(
    house: House, console: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.written(tmp_path, "penuh.pdf", files.pdf())

    def full(*_: object) -> None:
        raise DiskFull(what="penuh.pdf")

    for engine, name in ((house.originals, "put"), (house.store, "commit")):
        with monkeypatch.context() as patch:
            patch.setattr(engine, name, full)
            (arrived,) = arrive(house, path, "penuh.pdf", console)
        assert isinstance(arrived, Arrived)
        assert arrived.error is not None
        assert (arrived.status, arrived.error.code) == ("rejected", "disk-full")
        assert house.store.count(Letter) == 0
    (arrived,) = arrive(house, path, "penuh.pdf", console)
    assert arrived.status == "registered"


def add(*paths: object) -> Result:
    return CliRunner().invoke(lontar, ["add", *map(str, paths)])


@pytest.fixture
def folder(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """For files that are added by the command to the home of `house`."""
    monkeypatch.setenv("LONTAR_HOME", str(house.settings.home))
    made = tmp_path / "batch"
    made.mkdir()
    return made


def test_what_is_no_letter_in_a_folder_is_skipped_by_name(house: House, folder: Path) -> None:
    files.written(folder, "a.pdf", files.pdf())
    (folder / "gone.pdf").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe")
    (folder / ".hidden.pdf").write_bytes(files.pdf(("Tersembunyi",)))
    found = add(folder)
    lines = sorted(line.split()[0] for line in found.output.splitlines())
    assert (found.exit_code, lines) == (0, ["registered", "skipped", "skipped"])
    assert all(name in found.output for name in ("gone.pdf", "pipe"))
    assert house.store.count(Letter) == 1
    for name in ("gone.pdf", "pipe", "x" * 300):
        named = add(folder / name)
        assert (named.exit_code, named.output.split()[0]) == (1, "rejected")


def test_a_file_or_folder_that_cannot_be_opened_holds_nothing_up(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> str | None:
        if path.name == "a.pdf":
            raise PermissionError(13, "Permission denied", str(path))
        return kind_of(path)

    def walk(path: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        yield str(path), ["locked"], ["a.pdf", "b.pdf"]
        onerror(PermissionError(13, "Permission denied", str(path / "locked")))

    monkeypatch.setattr("lontar.journey.kind_of", closed)
    monkeypatch.setattr("lontar.commands.add.os.walk", walk)
    for name in ("a.pdf", "b.pdf"):
        files.written(folder, name, files.pdf((name,)))
    found = add(folder)
    first, second, third = found.output.splitlines()
    assert found.exit_code == 1
    assert [line.split()[0] for line in (first, second, third)] == ["rejected", "registered", "rejected"]
    assert "a.pdf: a.pdf cannot be reached: Permission denied" in first
    assert "locked" in third


def test_a_name_that_is_no_text_or_has_a_line_end_is_kept_fit_to_be_shown(house: House, folder: Path) -> None:
    for name in (b"1\xff\xfe.pdf", b'2\n".pdf'):
        (Path(os.fsdecode(bytes(folder) + b"/" + name))).write_bytes(files.pdf((repr(name),)))
    found = add(folder)
    assert (found.exit_code, len(found.output.splitlines())) == (0, 2)
    names = sorted(row["files"][0]["name"] for row in house.store.every(Letter))
    assert names == ["1__.pdf", '2_".pdf']


def test_who_waits_is_told_what_could_not_be_read(folder: Path) -> None:
    files.written(folder, "baik.pdf", files.pdf())
    files.written(folder, "potong.pdf", files.pdf()[:300])
    found = add(folder, "--wait")
    assert found.exit_code == 1
    (failed,) = (line for line in found.output.splitlines() if line.startswith("failed"))
    assert "potong.pdf" in failed
    assert "damaged" in failed
