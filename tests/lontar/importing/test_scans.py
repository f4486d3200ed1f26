"""The scans of a table: found beside it or not, and letters that await theirs."""

from pathlib import Path

import pytest

from lontar.errors import AwaitsScan, HasScan, ScanKnown
from lontar.importing import held, imports
from lontar.importing.bringing import add_scans
from lontar.importing.carrying import judged
from lontar.intake import arranging
from lontar.journey import arrive, arrive_for
from lontar.many import jobs
from lontar.many.carrying import counted
from lontar.settle import settle
from lontar.status import status
from lontar.wiring import House
from office.access import Reader
from schemas.errors import LontarError, NotFound
from schemas.job import Job
from schemas.letter import Letter
from schemas.table_import import ImportFile, TableImport
from schemas.work import Work
from store import fixity
from tests import files, tables
from tests.lontar.importing.carried import asked, done, letters, outcomes, problems, scans_of, undone, worked

HEAD = "Nomor surat;Perihal;File"


def listed(folder: Path, *names: str, head: str = HEAD) -> Path:
    path = folder / "daftar.csv"
    rows = [f"{n}/A;Hal ke {n};{name}" for n, name in enumerate(names, 1)]
    path.write_text("\n".join([head, *rows]), "utf-8")
    return path


def scan(number: int) -> bytes:
    return files.pdf((f"Nomor : 005/{number}/DPU/2019", f"Perihal : Surat ke {number}", "Sukamaju, 5 Maret 2019"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tables.laid_out(
        {"a.pdf": scan(1), "sub/B.PDF": scan(2), "x/c.pdf": scan(3), "y/c.pdf": scan(4), "empty.pdf": b""},
        tmp_path / "scans",
    )


def test_scans_are_found_by_the_name_in_the_row(house: House, console: Reader, tmp_path: Path, folder: Path) -> None:
    (folder / "link.pdf").symlink_to(tmp_path / "daftar.csv")
    names = ("a.pdf", "b.pdf", "c.pdf", "y/c.pdf", "../daftar.csv", "none.pdf", "link.pdf", "A", "empty.pdf", "")
    one = done(house, console, listed(tmp_path, *names), folder=folder)
    assert outcomes(house, one) == {"make": 6, "error": 4}
    said = problems(house, one)
    assert said[4] == ["the file c.pdf is there 2 times: x/c.pdf, y/c.pdf"]
    assert said[6] == ["the file ../daftar.csv does not lie in the folder"]
    assert said[7] == ["the file none.pdf was not found; the letter awaits its scan"]
    assert said[8] == ["the file link.pdf was not found; the letter awaits its scan"]
    assert said[9] == ["the file a.pdf belongs to line 2 already"]
    assert said[10] == ["the file empty.pdf cannot be taken: it is empty"]
    by_number = {row.value("reference_number"): row for row in letters(house)}
    assert {number: [file.name for file in row.files] for number, row in by_number.items()} == {
        "1/A": ["a.pdf"], "2/A": ["B.PDF"], "4/A": ["c.pdf"], "6/A": [], "7/A": [], "10/A": [],
    }  # fmt: skip
    assert {row.stage for row in letters(house)} == {"arrived", "awaiting"}
    assert list(fixity.check(house.store, house.originals)) == []


def test_what_the_table_says_stays_when_the_scan_is_read(
    house: House, console: Reader, tmp_path: Path, folder: Path
) -> None:
    done(house, console, listed(tmp_path, "a.pdf"), folder=folder)
    settle(house, 1)
    (one,) = letters(house)
    assert (one.stage, one.value("reference_number"), one.value("subject")) == ("understood", "1/A", "Hal ke 1")
    assert one.value("date") == 20190305  # of this the table said nothing
    assert not one.fields["date"].by_hand


def test_a_pattern_names_the_scans_where_no_column_does(house: House, console: Reader, tmp_path: Path) -> None:
    folder = tables.laid_out(
        {"1971/0001 depan.pdf": scan(1), "1971/0001 lampiran.pdf": scan(2), "1972/0001.pdf": scan(3)},
        tmp_path / "scans",
    )
    path = tmp_path / "buku.csv"
    path.write_text("No agenda;Perihal\n1;Rapat\n2;Undangan\n", "utf-8")
    pattern = "{book_year}/{agenda_number:04}*.pdf"
    one = done(house, console, path, folder=folder, year=1971, direction="incoming", files=pattern)
    by_subject = {row.value("subject"): [file.name for file in row.files] for row in letters(house)}
    assert by_subject == {"Rapat": ["0001 depan.pdf", "0001 lampiran.pdf"], "Undangan": []}
    assert problems(house, one) == {3: ["the file 1971/0002*.pdf was not found; the letter awaits its scan"]}


def test_the_same_table_brings_the_scans_that_came_later(
    house: House, console: Reader, tmp_path: Path, folder: Path
) -> None:
    done(house, console, listed(tmp_path, "a.pdf"))
    assert letters(house)[0].stage == "awaiting"
    one = done(house, console, listed(tmp_path, "a.pdf"), folder=folder)
    assert outcomes(house, one) == {"scan": 1}
    assert (letters(house)[0].stage, house.store.count(Work)) == ("arrived", 1)
    assert outcomes(house, done(house, console, listed(tmp_path, "a.pdf"), folder=folder)) == {"here": 1}


def test_a_scan_that_is_a_letter_already_is_refused(
    house: House, console: Reader, tmp_path: Path, folder: Path
) -> None:
    (there,) = arrive(house, folder / "a.pdf", "a.pdf", console)
    one = done(house, console, listed(tmp_path, "a.pdf"), folder=folder)
    assert outcomes(house, one) == {"error": 1}
    assert f"is letter {there.id} already" in problems(house, one)[2][0]
    done(house, console, listed(tmp_path, ""))
    (awaiting,) = [row for row in letters(house) if row.stage == "awaiting"]
    with pytest.raises(ScanKnown):
        arrive_for(house, awaiting.id, [(folder / "a.pdf", "a.pdf")], console)


def test_a_letter_takes_its_scan_once(house: House, console: Reader, tmp_path: Path, folder: Path) -> None:
    done(house, console, listed(tmp_path, ""))
    (one,) = letters(house)
    with pytest.raises(LontarError):
        arrive_for(house, one.id, [(folder / "empty.pdf", "empty.pdf")], console)
    assert house.store.load(Letter, one.id).stage == "awaiting"
    pages = [(folder / "a.pdf", "a.pdf"), (folder / "sub/B.PDF", "B.PDF")]
    arrive_for(house, one.id, pages, console)
    with pytest.raises(HasScan):
        arrive_for(house, one.id, pages, console)
    settle(house, 1)
    one = house.store.load(Letter, one.id)
    assert (one.stage, [file.name for file in one.files], one.value("subject")) == (
        "understood",
        ["a.pdf", "B.PDF"],
        "Hal ke 1",
    )
    with pytest.raises(NotFound):
        arrive_for(house, "none", pages, console)


def test_what_needs_pages_says_that_it_awaits_them(house: House, console: Reader, tmp_path: Path) -> None:
    done(house, console, listed(tmp_path, "", ""))
    ids = [row.id for row in letters(house)]
    with pytest.raises(AwaitsScan):
        arranging.merge(house, console, ids)
    for act, values in (("again", {}), ("export", {"form": "pdf"})):
        job = jobs.ask(house, console, ids, act, values)
        counted(house, job)
        row = house.store.load(Job, job.id)
        assert (row.foreseen, row.reasons[0]["error"]["code"]) == ({"refused": 2}, "awaits-scan")
    assert status(house)["letters"] == {"awaiting": 2}
    settle(house, 1)
    assert {row.stage for row in letters(house)} == {"awaiting"}


def test_scans_come_beside_the_table_as_a_zip(house: House, console: Reader, tmp_path: Path) -> None:
    packed = {
        "a.pdf": scan(1),
        "sub/b.pdf": scan(2),
        "../../out.pdf": scan(3),
        "notes.bin": b"\0\1",
        "in.zip": tables.zipped({}),
    }
    archive = tmp_path / "scans.zip"
    archive.write_bytes(tables.zipped(packed))
    one = done(house, console, listed(tmp_path, "a.pdf", "b.pdf", "out.pdf", "notes.bin"), scans=archive)
    assert (one.scans, outcomes(house, one)) == (2, {"make": 4})
    assert sorted(file.name for row in letters(house) for file in row.files) == ["a.pdf", "b.pdf"]
    assert not (tmp_path.parent / "out.pdf").exists()
    held.sweep(house)
    assert not held.folder(house, one.id).exists()
    assert list(fixity.check(house.store, house.originals)) == []


def test_scans_may_come_after_the_table(house: House, console: Reader, tmp_path: Path) -> None:
    one = asked(house, console, listed(tmp_path, "a.pdf"))
    archive = tmp_path / "scans.zip"
    archive.write_bytes(tables.zipped({"a.pdf": scan(1)}))
    assert add_scans(house, console, one.id, archive) == 1
    fresh = house.store.load(TableImport, one.id)
    assert (fresh.state, fresh.scans) == ("mapping", 1)
    from lontar.importing.mapping import mapping_of

    imports.map_columns(house, console, one.id, mapping_of(fresh.mapping))
    judged(house, house.store.load(TableImport, one.id))
    imports.start(house, console, one.id)
    worked(house, one.id, scans_of(house, fresh, None))
    assert letters(house)[0].files[0].name == "a.pdf"
    assert house.store.count(ImportFile) == 1


@pytest.mark.parametrize("split", [False, True])
def test_an_export_of_paperless_is_a_table_with_its_scans(
    house: House, console: Reader, tmp_path: Path, split: bool
) -> None:
    export = tables.paperless(
        {"originals/1971-01-01 Surat 1.pdf": scan(1), "originals/Surat 2.pdf": scan(2)}, split=split
    )
    folder = tables.laid_out(export, tmp_path / "export")
    one = done(house, console, folder, folder=folder, columns={"Boks": "box"})
    assert (one.kind, outcomes(house, one)) == ("paperless", {"make": 2})
    first = next(row for row in letters(house) if row.value("subject") == "Surat 1")
    assert (first.value("sender"), first.value("letter_type"), first.value("date")) == (
        "Dinas P.U.",
        "Surat Dinas",
        19710101,
    )
    assert list(first.tags) == ["banjir", "jembatan"]
    assert sorted(note.text for note in first.notes) == ["Archive serial number: 401", "Notes: Catatan 1"]
    assert (first.files[0].name, bool(first.folder)) == ("1971-01-01 Surat 1.pdf", True)
    zipped = tmp_path / "export.zip"
    zipped.write_bytes(tables.zipped(export))
    two = done(house, console, zipped, called="export")
    assert (two.scans, outcomes(house, two)) == (2, {"here": 2})
    undone(house, console, one)
    assert {row.withdrawn for row in letters(house)} == {"salah"}


def test_an_export_that_is_none_is_refused(house: House, console: Reader, tmp_path: Path) -> None:
    for text in (b"{}", b"[]", b"[1]", b"nothing", b"[" * 100_000):
        folder = tables.laid_out({"manifest.json": text}, tmp_path / "export")
        with pytest.raises(LontarError) as wrong:
            asked(house, console, folder, folder=folder)
        assert wrong.value.code == "not-an-export"
