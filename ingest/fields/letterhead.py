"""The letterhead: which of its lines names the office that writes."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.found import PLAIN, WEAK, Found
from ingest.fields.head import ANNEX, STREET, stamped
from ingest.fields.known import Spellings
from ingest.fields.labels import ADDRESS, has_label
from ingest.fields.letter_type import titled
from ingest.fields.lines import Cell, Line, Part, Sheet, joined

OFFICE = re.compile(
    r"\b(?:dinas|badan|ke[ct]j?amatan|kelurahan|desa|kementeri?an|departemen|d?jawatan|sekretariat|inspektorat|kantor|"
    r"direktorat|universitas|institut|politeknik|akademi|sekolah|fakultas|madrasah|pondok pesantren|sma|smk|smp|sd|"
    r"pt|cv|perum|koperasi|bank|yayasan|balai|rumah sakit|rsud|puskesmas|uptd?|unit pelaksana|polres\w*|polsek|polda|"
    r"kepolisian|markas|kodim|koramil|korem|kodam|komando|pengadilan|kejaksaan|mahkamah|komisi|dewan|majelis|lembaga|"
    r"biro|panitia|persatuan|ikatan|himpunan|perhimpunan|asosiasi|organisasi|karang taruna|detasemen|bupati|satuan|"
    r"wali ?kota|gubernur|menteri|presiden|camat|lurah|kawedanan|kewedanaan|perusahaan|legation|embassy|consulate|"
    r"university|company|ministry|department|board|council|committee|institute|residentie|gouvernement|"
    r"regentschap\w*|departement|\w*afdeeling|onderneming|\w*maatschappij)\b"
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
_AND = r"\b(?:dan|of|the|and|serta|untuk|en|van)"
JOINS = re.compile(rf"(?:{_AND}|[,&-])\W*$", re.IGNORECASE)
JOINED = re.compile(r"\W*(?:dan|of|and|serta|en|van)\b", re.IGNORECASE)
OPEN = re.compile(rf"{_AND}$", re.IGNORECASE)
"""A name of which the rest could not be read."""
NUMBER = labels.pattern(labels.NUMBER)
"""How the line of a number begins: that of the circular of which a form is the annex stands where offices stand."""
ONE_WORD = re.compile(
    r"\W*(?:pemerintah|dinas|badan|kantor|sekretariat|desa|kelurahan|kecamatan|kabupaten)\W*$", re.IGNORECASE
)
"""What is left of a name of which the rest could not be read."""
LETTERHEAD_LINES, LONGEST, LEAST_NAME = 10, 90, 6
LONG = 0.5
"""Share of the text's width from which the line of a name is so long that it may have been broken."""
ALIKE, CLOSE = 0.3, 1.2
"""By how much of their height the lines of a broken name may differ (some letters go below the line), and how many ems
may lie between them."""
BESIDE = 0.15
"""Share of the page's width by which the lines of one letterhead may have their middles apart."""


def letterhead(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """The last office named above the first label: offices stand below what they belong to."""
    named = _names(sheet, list(_cells(sheet, head, types)))
    loud = [name for name in named if name_of(name).isupper()]
    plain = [name for name in named if _is_name(name_of(name))]
    block = _in_one_block(sheet, loud or plain)
    own = [name for name in block if not GOVERNMENT.match(name_of(name))] or block
    return Found(sheet, name_of(own[-1]), tuple(own[-1]), PLAIN if loud else WEAK) if own else None


def name_of(parts: Sequence[Part]) -> str:
    """A name without the marks round it."""
    said = re.sub(r"^\W+|[\s.,;:]+$", "", joined(parts))
    return said if "(" in said else said.rstrip(" )")


def _is_name(said: str) -> bool:
    """Whether a line in small letters begins as the name of an office does; letters of two lines read as one do not."""
    return OFFICE.match(said) is not None and all(word.islower() or word[0].isupper() for word in said.split())


def _cells(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Iterator[Part]:
    """What stands above the first label, address or title, without streets, dates and stamps."""
    for line in head[:LETTERHEAD_LINES]:
        if titled(sheet, line, types):
            return
        for cell in line.cells:
            said = line.said(cell)
            if has_label(line, cell) or ADDRESS.match(said):
                return
            named = not any(one.match(said) for one in (ANNEX, NUMBER, ONE_WORD)) and not STREET.search(said)
            if len(said) <= LONGEST and named and not dates(said) and not stamped(sheet, line, cell):
                yield Part(line, cell.start, cell.end)


def _names(sheet: Sheet, cells: Sequence[Part]) -> list[list[Part]]:
    """The names of offices: what says so, and what stands right below the government. A name may take several lines."""
    names: list[list[Part]] = []
    before: Part | None = None
    for part in cells:
        below = before is not None and GOVERNMENT.match(before.said) is not None and _is_loud(part.said)
        if names and names[-1][-1] is before and _goes_on(sheet, before, part):
            names[-1].append(part)
        elif (below or OFFICE.search(part.said)) and not _is_where(part.said, names):
            names.append([part])
        before = part
    return names


def _is_loud(said: str) -> bool:
    return said.isupper() and len(said) > LEAST_NAME and not AREA.match(said) and not GOVERNMENT.match(said)


def _goes_on(sheet: Sheet, upper: Part, lower: Part) -> bool:
    """Whether a name goes on with the next line: a joining word says so, or a long line in letters of the same size."""
    above, below = upper.said, lower.said
    if upper.line is lower.line:
        return (JOINS.search(above) or JOINED.match(below)) is not None
    if above.isupper() != below.isupper() or not _in_line(sheet, _cell(upper), _cell(lower)):
        return False
    if JOINS.search(above) or JOINED.match(below):
        return True
    heights = [part.line.bottom - part.line.top for part in (upper, lower)]
    alike = abs(heights[0] - heights[1]) <= ALIKE * max(heights) and sheet.near(upper.line, lower.line, CLOSE)
    long = _cell(upper).right - _cell(upper).left > LONG * (sheet.right - sheet.left)
    other = OFFICE.search(below) or AREA.match(below) or GOVERNMENT.match(below)
    return long and alike and below.isupper() and not other


def _is_where(said: str, names: Sequence[Sequence[Part]]) -> bool:
    """Whether a line says where the office above it is, as "KECAMATAN RAWABENING" does below a village or a school."""
    area = AREA.match(said)
    above = [name for name in map(name_of, names) if not GOVERNMENT.match(name)]
    if area is None or not above:
        return False
    upper = AREA.match(above[-1])
    return upper is None or AREAS[area["area"].lower()] < AREAS[upper["area"].lower()]


def _in_one_block(sheet: Sheet, names: list[list[Part]]) -> list[list[Part]]:
    """What has its middle or its left edge where the first has, as a stamp beside the letterhead has not."""
    return [
        name for name in names if _in_line(sheet, _cell(names[0][0]), _cell(name[0])) and not OPEN.search(name_of(name))
    ]


def _in_line(sheet: Sheet, cell: Cell, other: Cell) -> bool:
    middles = abs(cell.left + cell.right - other.left - other.right) / 2
    return middles < BESIDE * sheet.width or abs(cell.left - other.left) < sheet.em


def _cell(part: Part) -> Cell:
    return part.line.cell_at(part.start)
