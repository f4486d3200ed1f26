"""Tables as they come: workbooks, OpenDocument, CSV in whatever it is written, and what is none."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from lontar.importing import csv_text
from lontar.importing.columns import proposals
from lontar.importing.errors import NoRows, UnknownTable
from lontar.importing.mapping import proposed
from lontar.importing.tables import Table, opened
from lontar.wiring import House
from paper import workbook
from paper.errors import BadTable, LockedTable, NoSheet, TableTooLarge
from tests import files, tables

LIST = "No agenda;Tgl terima;Pengirim;Isi ringkas\n1;12/01/71;Dinas P.U.;Djembatan – rusak\n"


def kept(folder: Path, content: bytes, name: str = "buku") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def targets(table: Table) -> dict[str, str]:
    found = proposals(table.headings, [cells for _, cells in table.rows])
    return {heading: one.target for heading, one in zip(table.headings, found, strict=True) if one.target}


def test_a_book_as_it_is_kept_is_understood(house: House, tmp_path: Path) -> None:
    rows = [*tables.lines(2), (3, "", "=416+1", "Camat", 25945, "3/Um", "Hal", "sda")]
    table = opened(house, kept(tmp_path, tables.agenda(rows)), "buku.xlsx")
    assert (table.kind, table.how["sheet"], table.line) == ("xlsx", "Surat Masuk 1971", 5)
    assert targets(table) == {
        "Tgl terima": "received",
        "No agenda": "agenda_number",
        "Pengirim": "sender",
        "Surat: Tgl": "date",
        "Surat: Nomor": "reference_number",
        "Isi ringkas": "subject",
        "Ket.": "note",
    }
    line, first = table.rows[0]
    assert (line, first[1:4]) == (7, ["1971-02-02", "1", "Dinas P.U."])
    assert table.rows[2][1][2] == "417"  # what the formula last came to
    assert table.rows[3] == (12, ["", "", "", "", "", "", "Mengetahui, Kepala Bagian Umum", ""])


def test_a_sheet_is_chosen_and_one_that_is_not_there_is_said(house: House, tmp_path: Path) -> None:
    book = {"Kosong": [], "1971": [("No agenda", "Perihal"), (1, "a")], "1972": [("No agenda", "Perihal"), (2, "b")]}
    path = kept(tmp_path, tables.workbook(book))
    assert opened(house, path, "buku.xlsx").how["sheet"] == "1971"
    assert opened(house, path, "buku.xlsx", "1972").rows == [(2, ["2", "b"])]
    with pytest.raises(NoSheet) as wrong:
        opened(house, path, "buku.xlsx", "1973")
    assert wrong.value.params["known"] == "Kosong, 1971, 1972"
    with pytest.raises(NoRows):
        opened(house, path, "buku.xlsx", "Kosong")


def test_what_is_merged_down_the_rows_stands_in_each_of_them(house: House, tmp_path: Path) -> None:
    import io

    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tgl terima", "No agenda", "Perihal"])
        sheet.merge_range(1, 0, 2, 0, "12/01/1971")
        sheet.write_row(1, 1, [1, "a"])
        sheet.write_row(2, 1, [2, "b"])
    table = opened(house, kept(tmp_path, out.getvalue()), "buku.xlsx")
    assert [cells[0] for _, cells in table.rows] == ["12/01/1971"] * 2


def test_opendocument_is_read(house: House, tmp_path: Path) -> None:
    table = opened(house, kept(tmp_path, tables.ods([("No agenda", "Perihal"), ("1", "Hal"), ("2", '"')])), "buku.ods")
    assert (table.kind, table.rows) == ("ods", [(2, ["1", "Hal"]), (3, ["2", "Hal"])])


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp1252", "CP1252")],
)
def test_what_a_csv_is_written_in_is_found_and_said(house: House, tmp_path: Path, encoding: str, said: str) -> None:
    table = opened(house, kept(tmp_path, LIST.encode(encoding)), "buku.csv")
    assert table.how == {"encoding": said, "delimiter": "semicolon"}
    assert table.rows == [(2, ["1", "12/01/71", "Dinas P.U.", "Djembatan – rusak"])]


@pytest.mark.parametrize(("delimiter", "name"), csv_text.DELIMITERS.items())
def test_what_stands_between_cells_is_found(delimiter: str, name: str) -> None:
    rows = [("No", "Perihal"), ("1", "Rapat, lalu pulang; besok"), ("2", "a | b")]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert csv_text.DELIMITERS[csv_text.delimiter_of(text)] == name


def test_lines_are_counted_as_editors_count_them(house: House, tmp_path: Path) -> None:
    text = 'Daftar surat\n\nNomor surat,Perihal\n1/A,"dua\nbaris"\n\n2/B,satu\n'
    table = opened(house, kept(tmp_path, text.encode()), "daftar.csv")
    assert [line for line, _ in table.rows] == [4, 7]


def test_what_is_no_table_is_said(house: House, tmp_path: Path) -> None:
    for content in (files.pdf(), b"", tables.zipped({"a.txt": b"a"})):
        with pytest.raises(UnknownTable):
            opened(house, kept(tmp_path, content), "surat.pdf")
    with pytest.raises(BadTable):
        opened(house, kept(tmp_path, b"a,b\n\0\0\0"), "buku.csv")
    whole = tables.workbook({"A": [("a", "b"), (1, 2)]})
    with pytest.raises((BadTable, UnknownTable)):
        opened(house, kept(tmp_path, whole[: len(whole) // 2]), "buku.xlsx")
    with pytest.raises((BadTable, LockedTable)):
        opened(house, kept(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "buku.xls")


def test_a_workbook_that_is_larger_than_it_says_is_refused(house: House, tmp_path: Path) -> None:
    parts = dict.fromkeys(("xl/workbook.xml", "xl/worksheets/sheet1.xml"), b" " * (300 << 20))
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(TableTooLarge):
        opened(house, path, "bom.xlsx")


def test_a_cell_far_away_makes_no_table_of_a_million_rows(house: House, tmp_path: Path) -> None:
    path = kept(tmp_path, tables.workbook({"A": [("No agenda", "Perihal"), (1, "a")]}))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far)
    path.write_bytes(tables.zipped(parts))
    with pytest.raises((TableTooLarge, BadTable)):
        opened(house, path, "buku.xlsx")


def test_a_sheet_of_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 10)
    path = kept(tmp_path, tables.workbook({"A": [("a", "b")] * 11}))
    with pytest.raises(TableTooLarge):
        workbook.read(path)
    monkeypatch.setattr(csv_text, "MOST_ROWS", 10)
    with pytest.raises(TableTooLarge):
        csv_text.read(kept(tmp_path, b"a,b\n" * 11, "buku.csv"))


def test_the_outgoing_book_is_told_from_the_incoming_one() -> None:
    headings = ["No", "No verbal", "Tgl surat", "Tgl kirim", "Kepada", "Isi ringkas", "Ket."]
    found = proposals(headings, [["1", "3", "1/2/71", "2/2/71", "Camat", "Hal", ""]])
    assert [one.target for one in found] == ["", "agenda_number", "date", "received", "recipients", "subject", "note"]
    assert proposed(headings, found, "buku", scans=False).direction == "outgoing"
    plain = proposals(["No", "Tanggal", "Dari", "Perihal"], [["1", "1/2/71", "Camat", "Hal"]])
    assert [one.target for one in plain] == ["agenda_number", "date", "sender", "subject"]


def test_columns_with_no_name_are_told_by_what_they_hold() -> None:
    found = proposals(["Kolom 1", "Kolom 2"], [[date(1971, 1, n).isoformat(), "x"] for n in range(1, 9)])
    assert [(one.target, one.why) for one in found] == [("date", "days"), ("", "unknown")]
