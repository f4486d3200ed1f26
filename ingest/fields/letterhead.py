"""The letterhead: which of its lines names the office that writes."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import dates
from ingest.fields.found import PLAIN, WEAK, Found, Part
from ingest.fields.head import ANNEX, STREET, stamped
from ingest.fields.labels import ADDRESS, has_label
from ingest.fields.letter_type import Spellings, titled
from ingest.fields.lines import Cell, Line, Sheet

OFFICE = re.compile(
    r"\b(?:dinas|badan|kecamatan|ketjamatan|kelurahan|desa|kementeri?an|departemen|d?jawatan|sekretariat|inspektorat|kantor|"
    r"direktorat|universitas|institut|politeknik|akademi|sekolah|fakultas|madrasah|pondok pesantren|sma|smk|smp|sd|"
    r"pt|cv|perum|koperasi|bank|yayasan|balai|rumah sakit|rsud|puskesmas|uptd?|unit pelaksana|polres\w*|polsek|polda|"
    r"kepolisian|markas|kodim|koramil|korem|kodam|komando|pengadilan|kejaksaan|mahkamah|komisi|dewan|majelis|lembaga|"
    r"biro|panitia|persatuan|ikatan|himpunan|perhimpunan|asosiasi|organisasi|karang taruna|detasemen|bupati|"
    r"wali ?kota|gubernur|menteri|presiden|camat|lurah|legation|embassy|consulate|university|company|ministry|"
    r"department|board|council|committee|institute|residentie|gouvernement|regentschap\w*|departement|\w*afdeeling|"
    r"onderneming|\w*maatschappij|kawedanan|kewedanaan|satuan|perusahaan)\b"
    r"|^\W*(?:pemerintah|pusat|daerah|resort?|sektor|rukun)\b",
    re.IGNORECASE,
)
GOVERNMENT = re.compile(r"\W*(?:pemerintah (?!desa|kelurahan)|provinsi|propinsi|republik)", re.IGNORECASE)
"""The government an office belongs to: the sender only where no office is named below it."""
AREA = re.compile(
    r"\W*(?:pemerintah |kantor )?(?:kepala )?(?P<area>provinsi|propinsi|kabupaten|kota|kecamatan|kelurahan|desa)\b",
    re.IGNORECASE,
)
AREAS = {"provinsi": 0, "propinsi": 0, "kabupaten": 1, "kota": 1, "kecamatan": 2, "kelurahan": 3, "desa": 3}
"""From the large to the small: a larger one below a smaller one says where that is."""
JOINS = re.compile(r"(?:\b(?:dan|of|of the|and|the|serta|untuk|en|van)|[,&-])\W*$", re.IGNORECASE)
JOINED = re.compile(r"\W*(?:dan|of|and|serta)\b", re.IGNORECASE)
OPEN = re.compile(r"\b(?:dan|of|the|and|serta|untuk|en|van)$", re.IGNORECASE)
"""A name of which the rest could not be read."""
LETTERHEAD_LINES, LONGEST, LEAST_NAME = 10, 90, 6
LONG, ALIKE = 0.5, 0.3
"""Share of the text's width from which the line of a name is so long that it may have been broken; by which the
heights of lines of one size may differ (some letters go below the line)."""
BESIDE = 0.15
"""Share of the page's width by which the lines of one letterhead may have their middles apart."""


def letterhead(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """The last office named above the first label: offices stand below what they belong to."""
    named = _in_one_block(sheet, _offices(sheet, list(_names(sheet, head, types))))
    loud = [parts for parts in named if name_of(parts).isupper()] or [p for p in named if _is_name(name_of(p))]
    own = [parts for parts in loud if not GOVERNMENT.match(name_of(parts))] or loud
    if not own:
        return None
    return Found(sheet, name_of(own[-1]), tuple(own[-1]), PLAIN if name_of(own[-1]).isupper() else WEAK)


def _is_name(said: str) -> bool:
    """Whether a line in small letters begins as the name of an office does; letters of two lines read as one do not."""
    return OFFICE.match(said) is not None and all(word.islower() or word[0].isupper() for word in said.split())


def _in_one_block(sheet: Sheet, named: list[list[Part]]) -> list[list[Part]]:
    """What has its middle or its left edge where the first has: a stamp beside the letterhead has not."""
    cells = [line.cell_at(start) for ((line, start, _), *_) in named]
    together = zip(named, cells, strict=True)
    return [name for name, cell in together if _in_line(sheet, cells[0], cell) and not OPEN.search(name_of(name))]


def _in_line(sheet: Sheet, cell: Cell, other: Cell) -> bool:
    middles = abs(cell.left + cell.right - other.left - other.right) / 2
    return middles < BESIDE * sheet.width or abs(cell.left - other.left) < sheet.letter


def _names(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Iterator[tuple[Line, Cell]]:
    """The cells of a letterhead: what stands above the first label, address or title, without streets and dates."""
    for line in head[:LETTERHEAD_LINES]:
        if titled(sheet, line, types):
            return
        for cell in line.cells:
            said = line.said(cell)
            if has_label(line, cell) or ADDRESS.match(said):
                return
            if len(said) <= LONGEST and not (
                ANNEX.match(said) or STREET.search(said) or dates(said) or stamped(sheet, line, cell)
            ):
                yield line, cell


def _offices(sheet: Sheet, cells: Sequence[tuple[Line, Cell]]) -> list[list[Part]]:
    """The names of offices: what says so, and what stands right below the government. A name may take several lines."""
    names: list[list[Part]] = []
    before: tuple[Line, Cell] | None = None
    for line, cell in cells:
        said = line.said(cell)
        under = before is not None and name_of([(before[0], before[1].start, before[1].end)])
        part = (line, cell.start, cell.end)
        if (
            names
            and before is not None
            and _last(names) == before[0].said(before[1])
            and _wraps(sheet, before, (line, cell))
        ):
            names[-1].append(part)
        elif (OFFICE.search(said) or (under and GOVERNMENT.match(under) and _is_loud(said))) and not _is_where(
            said, names
        ):
            names.append([part])
        before = (line, cell)
    return names


def _is_loud(said: str) -> bool:
    return said.isupper() and len(said) > LEAST_NAME and not AREA.match(said) and not GOVERNMENT.match(said)


def _wraps(sheet: Sheet, upper: tuple[Line, Cell], lower: tuple[Line, Cell]) -> bool:
    """Whether a name goes on with the next line: a joining word says so, or a long line in letters of the same size."""
    above, below = upper[0].said(upper[1]), lower[0].said(lower[1])
    if above.isupper() != below.isupper():
        return False
    if JOINS.search(above) or JOINED.match(below):
        return True
    if not _in_line(sheet, upper[1], lower[1]):
        return False
    heights = [line.bottom - line.top for line, _ in (upper, lower)]
    long = upper[1].right - upper[1].left > LONG * (sheet.right - sheet.left)
    alike = abs(heights[0] - heights[1]) <= ALIKE * max(heights) and sheet.near(upper[0], lower[0], 1.2)
    return (
        long
        and alike
        and below.isupper()
        and not (OFFICE.search(below) or AREA.match(below) or GOVERNMENT.match(below))
    )


def _last(names: Sequence[Sequence[Part]]) -> str:
    line, start, end = names[-1][-1]
    return line.text[start:end]


def _is_where(said: str, names: Sequence[Sequence[Part]]) -> bool:
    """Whether a line says where the office above it is, as "KECAMATAN RAWABENING" does below a village or a school."""
    area = AREA.match(said)
    above = [name for name in map(name_of, names) if not GOVERNMENT.match(name)]
    if area is None or not above:
        return False
    upper = AREA.match(above[-1])
    return upper is None or AREAS[area["area"].lower()] < AREAS[upper["area"].lower()]


def name_of(parts: Sequence[Part]) -> str:
    said = " ".join(" ".join(line.text[start:end].split()) for line, start, end in parts)
    plain = re.sub(r"^\W+|[\s.,;:]+$", "", said)
    return plain if "(" in plain else plain.rstrip(" )")
