"""Tables of what a search finds: whole, of one's own letters, harmless in a spreadsheet, and not endless."""

import csv
import io
import zipfile
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lontar.errors import TooManyToExport
from lontar.finding import exporting
from lontar.finding.exporting import exported
from lontar.main import lontar
from lontar.many.spreadsheet import Cell, as_csv, as_xlsx
from lontar.wiring import House
from office.access import Reader
from tests.lontar.finding import followed, house, reader, understood

__all__ = ["house"]
TITLES = ("Nomor", "Tanggal")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def archivist(house: House) -> Reader:
    return reader(house, "arsiparis")


def rows_of(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))


def cells_of(workbook: bytes) -> list[list[str]]:
    """Texts as they are, days as their number, and nothing where no cell is written; as many columns as titles."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    held = {cell.attrib["r"]: "".join(cell.itertext()) for row in sheet.iter(f"{{{MAIN}}}row") for cell in row}
    columns = [place[0] for place in held if place[1:] == "1"]
    last = max((int(place[1:]) for place in held), default=0)
    return [[held.get(f"{column}{number}", "") for column in columns] for number in range(1, last + 1)]


def test_every_letter_that_is_found_is_a_row_in_the_order_of_the_list(house: House, archivist: Reader) -> None:
    ids = [understood(house, f"jembatan {n}", subject=f"Hal {n}", date=20190301 + n % 28) for n in range(450)]
    understood(house, "jembatan", grants=["person:somebody"])
    followed(house)
    for sort in ("relevance", "newest", "oldest"):
        found = list(exported(house, archivist, "jembatan", filters={}, sort=sort))
        assert sorted(row["id"] for row in found) == sorted(ids)
        if sort == "oldest":
            assert [row["date"] for row in found] == sorted(row["date"] for row in found)
    (row,) = exported(house, archivist, "jembatan 7", filters={"day": ["2019-03-08"]}, sort="newest")
    assert row == {
        "id": ids[7],
        "reference_number": None,
        "date": 20190308,
        "subject": "Hal 7",
        "sender": None,
        "recipients": [],
        "unit": "Sekretariat Daerah",
        "state": "understood",
        "verdict": "",
    }


def test_a_table_that_would_be_too_long_is_refused_before_its_first_row(
    house: House, archivist: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        understood(house, "jembatan")
    followed(house)
    monkeypatch.setattr(exporting, "MOST", 2)
    with pytest.raises(TooManyToExport, match="3 letters"):
        exported(house, archivist, "jembatan", filters={}, sort="newest")


def test_what_a_spreadsheet_would_reckon_out_is_text() -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "biasa", "5 - 3", ""]
    read = [row[0] for row in rows_of(b"".join(as_csv(["a"], [[one] for one in evil])))[1:]]
    assert read == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'\r=1", "'＝1", "biasa", "5 - 3", ""]
    workbook = b"".join(as_xlsx(["a"], [[one] for one in evil]))
    sheet = zipfile.ZipFile(io.BytesIO(workbook)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert cells_of(workbook)[1] == ["=1+1"]


def test_days_are_days_in_a_workbook_and_old_ones_are_text() -> None:
    rows: list[list[Cell]] = [["a", date(2019, 3, 5)], [None, date(1899, 1, 2)], ["b", None]]
    assert cells_of(b"".join(as_xlsx(TITLES, rows))) == [list(TITLES), ["a", "43529"], ["", "1899-01-02"], ["b", ""]]
    assert rows_of(b"".join(as_csv(TITLES, rows)))[1:] == [["a", "2019-03-05"], ["", "1899-01-02"], ["b", ""]]


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_any_text_comes_through_but_what_xml_cannot_say(rows: list[list[str]]) -> None:
    read = cells_of(b"".join(as_xlsx(TITLES, rows)))[1:]
    read += [["", ""]] * (len(rows) - len(read))  # what nothing is said in ends with the last word
    assert [[sayable(text) for text in row] for row in read] == [[sayable(text) for text in row] for row in rows]


def sayable(text: str) -> str:
    """Without controls, halves of pairs, and what is no character."""
    return "".join(sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff" and sign < "\ufffe")


def test_rows_of_text_are_written_as_they_come() -> None:
    taken: list[int] = []

    def rows() -> Any:
        for number in range(50_000):
            taken.append(number)
            yield [str(number), None]

    assert sum(map(len, islice(as_csv(TITLES, rows()), 3))) > 0
    assert len(taken) < 25_000


def test_the_command_writes_both_tables(house: House, archivist: Reader, tmp_path: Path) -> None:
    understood(house, "jembatan", subject="=Hal", recipients=["Camat", "Lurah"], date=20190305)
    followed(house)
    files = tmp_path / "a.csv", tmp_path / "a.xlsx"
    arguments = ["search", "jembatan", "--csv", str(files[0]), "--xlsx", str(files[1])]
    done = CliRunner().invoke(lontar, arguments, env={"LONTAR_HOME": str(house.settings.home)})
    assert done.exit_code == 0, done.output
    first, row = rows_of(files[0].read_bytes())
    assert first == ["Number", "Date", "Subject", "Sender", "Recipients", "Unit", "State", "Signatures", "Address"]
    assert row[1:5] == ["2019-03-05", "'=Hal", "", "Camat; Lurah"]
    assert cells_of(files[1].read_bytes())[1][2] == "=Hal"
