"""The lists that an archive hands over: of files (daftar berkas) and of their contents (daftar isi berkas).

The columns are those of the lists of active and inactive records: number, classification code, description, dates,
quantity, stage of development, location, remarks. They are the office's papers, so they speak Indonesian."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lontar.describing.contents import Summary, contents, summary, summary_of
from lontar.describing.errors import TooLongForPaper
from lontar.many.casefiles import STATES
from lontar.many.spreadsheet import Cell, as_xlsx
from lontar.routing.letterheads import letterhead_of
from lontar.shelving.placing import Place, places
from lontar.wiring import House
from office.access import Reader, may_see
from paper.sandbox import Sandbox
from schemas.box import Folder
from schemas.casefile import CaseFile
from schemas.day import day_number
from schemas.errors import NotAmong
from schemas.letter import values_of
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row
from store.pieces import pieces

MOST_ON_PAPER = 1500
"""Lines of a PDF/A: it is typeset in one piece, which takes 300 MB."""
MOST = 20_000
"""Case files of a workbook."""
SECONDS = 120.0
AT_ONCE = 200
FILES = (
    "Nomor berkas", "Kode klasifikasi", "Uraian informasi berkas", "Kurun waktu", "Jumlah", "Tingkat perkembangan",
    "Lokasi (boks/folder)", "Keterangan",
)  # fmt: skip
CONTENTS = (
    "Nomor berkas", "Nomor item", "Kode klasifikasi", "Nomor surat", "Uraian informasi arsip", "Tanggal", "Jumlah",
    "Tingkat perkembangan", "Lokasi (boks/folder)", "Keterangan",
)  # fmt: skip
ORIGINAL, KEPT_COPY = "Asli", "Pertinggal"
STAGE = {"outgoing": KEPT_COPY, "internal": KEPT_COPY}
"""What of a letter lies here, by how it came: of those that went out the copy that was kept."""
SAID_STATE = {"open": "Terbuka", "closed": "Ditutup", "destroyed": "Dimusnahkan"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


@dataclass(frozen=True)
class Which:
    """Which case files: of a unit, series or box (ids), or these `ids`; `state`: one of STATES, "" for both."""

    unit: str = ""
    series: str = ""
    box: str = ""
    ids: tuple[str, ...] = ()
    state: str = ""


def files(house: House, reader: Reader, which: Which) -> Iterator[Row]:
    """Those that the reader may see, by code or number. Raises NotAmong."""
    if which.state and which.state not in STATES:
        raise NotAmong(what=which.state, known=", ".join(STATES), field="state")
    for row in _files(house, reader, which):
        right_unit = not which.unit or row["unit"] == which.unit
        if may_see(reader, row) and right_unit and row["state"] in ((which.state,) if which.state else STATES):
            yield row


def _files(house: House, reader: Reader, which: Which) -> Iterator[Row]:
    if which.ids:
        found = house.store.get_many(CaseFile, which.ids)
        yield from (found[id] for id in dict.fromkeys(which.ids) if id in found)
    elif which.series:
        yield from _all(house, {"series": which.series}, "number")
    elif which.box:
        for folder in house.store.find(Folder, {"box": which.box}, sort=[("number", 1)], limit=MOST_ON_PAPER):
            yield from _all(house, {"folder": folder["_id"]}, "number")
    else:
        units = [which.unit] if which.unit else reader.units
        units = units if units is not None else [row["_id"] for row in house.store.every(Unit, fields=())]
        for unit in units:
            for state in STATES:
                yield from _all(house, {"unit": unit, "state": state}, "code")


def _all(house: House, where: dict[str, str], by: str) -> Iterator[Row]:
    for rows in pieces(house.store, CaseFile, where, [(by, 1)], AT_ONCE):
        yield from rows


def file_rows(house: House, reader: Reader, which: Which, most: int = MOST) -> Iterator[list[Cell]]:
    """Lines of the list of files, as FILES names their columns. Raises TooLongForPaper past `most`."""
    for number, row in enumerate(files(house, reader, which), 1):
        if number > most:
            raise TooLongForPaper(total=f"> {most}", most=most)
        found = summary_of(house, reader, row["_id"])
        place = places(house, [row.get("folder")]).get(row.get("folder") or "")
        yield [row["number"], row["code"], row["title"], span(found), extent(found), stages(found.ways), _at(place),
               remarks(row)]  # fmt: skip


def content_rows(house: House, reader: Reader, which: Which, most: int = MOST) -> Iterator[list[Cell]]:
    """Lines of the list of contents, as CONTENTS names their columns. Raises TooLongForPaper."""
    count = 0
    for row in files(house, reader, which):
        letters = contents(house, reader, row["_id"])
        where = places(house, [row.get("folder"), *(letter.get("folder") for letter in letters)])
        for item, letter in enumerate(letters, 1):
            count += 1
            if count > most:
                raise TooLongForPaper(total=f"> {most}", most=most)
            values, found = values_of(letter), summary([letter])
            place = where.get(letter.get("folder") or row.get("folder") or "")
            about = str(values.get("subject") or _name(letter))
            sheets = f"{found.sheets} lembar" if found.sheets else ""
            shut = f"Sifat: {letter['security_class']}" if letter["security_class"] != "B" else ""
            yield [row["number"], str(item), str(values.get("classification_code") or row["code"]),
                   str(values.get("reference_number") or ""), about, _cell(values.get("date")), sheets,
                   stages(found.ways), _at(place), shut]  # fmt: skip


def workbook(house: House, reader: Reader, which: Which, *, contents: bool) -> Iterator[bytes]:
    """The list as a workbook (XLSX)."""
    rows = content_rows(house, reader, which) if contents else file_rows(house, reader, which)
    return as_xlsx(CONTENTS if contents else FILES, rows)


def paper(house: House, sandbox: Sandbox, reader: Reader, which: Which, *, contents: bool) -> bytes:
    """The list as a PDF/A. Raises TooLongForPaper, and what the sandbox does."""
    make: Iterable[list[Cell]] = (content_rows if contents else file_rows)(house, reader, which, MOST_ON_PAPER)
    rows = [[_said(cell) for cell in row] for row in make]
    unit = which.unit or reader.unit
    data = {
        "head": letterhead_of(house, unit),
        "title": "Daftar isi berkas" if contents else "Daftar berkas",
        "unit": (house.store.get(Unit, unit) or {}).get("name") or unit,
        "day": day_number(now()),
        "columns": CONTENTS if contents else FILES,
        "widths": [5, 3, 6, 6, 14, 6, 5, 6, 7, 6] if contents else [6, 6, 16, 8, 7, 7, 8, 6],
        "rows": rows,
    }
    made: bytes = sandbox.call("paper.forms:kept_form", "records", data, seconds=SECONDS)
    return made


def span(found: Summary) -> str:
    """1971, or 1971-1973; nothing where no letter has a day."""
    first, last = found.first // 10_000, found.last // 10_000
    return "" if not first else str(first) if first == last else f"{first}-{last}"


def extent(found: Summary) -> str:
    sheets = f", {found.sheets} lembar" if found.sheets else ""
    return f"{found.letters} surat{sheets}"


def stages(ways: Iterable[str]) -> str:
    return ", ".join(sorted({STAGE.get(way, ORIGINAL) for way in ways}))


def remarks(row: Row) -> str:
    """What else is said of a case file: that it is closed, out, held."""
    said = [SAID_STATE[row["state"]]] if row["state"] != "open" else []
    said += ["Dipinjam"] if row.get("on_loan") else []
    said += ["Ditahan"] if row.get("legal_hold") else []
    return ", ".join(said)


def _at(place: Place | None) -> str:
    return place.whole if place else ""


def _name(letter: Row) -> str:
    return str(letter["files"][0]["name"]) if letter["files"] else ""


def _cell(day: int | None) -> Cell:
    """A whole day as one, a part of it as text."""
    if not day:
        return None
    year, month, within = day // 10_000, day // 100 % 100, day % 100
    if month and within:
        return date(year, month, within)
    return f"{MONTHS[month - 1]} {year}" if month else str(year)


def _said(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year}"
    return cell or ""
