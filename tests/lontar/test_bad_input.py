"""Bad input: each file ends in a state that names it and says what to do, and the rest of the batch goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lontar import letters
from lontar.find import find
from lontar.journey import arrive
from lontar.keeping import Arrived
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
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
