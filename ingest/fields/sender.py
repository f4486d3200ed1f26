"""The sender: the row "Dari", the office that the letterhead names, or who signed where there is no letterhead."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, WEAK, Found, Part
from ingest.fields.head import ANNEX, STREET, stamped
from ingest.fields.labels import ADDRESS, has_label, labelled, lines_of
from ingest.fields.letter_type import Spellings, titled
from ingest.fields.lines import Cell, Line, Sheet
from ingest.fields.signature import signer

LABEL = labels.pattern(labels.FROM)
OFFICE = re.compile(
    r"\b(?:dinas|badan|kecamatan|kelurahan|desa|kementeri?an|departemen|d?jawatan|sekretariat|inspektorat|kantor|"
    r"direktorat|universitas|institut|politeknik|akademi|sekolah|fakultas|madrasah|pondok pesantren|sma|smk|smp|sd|"
    r"pt|cv|perum|koperasi|bank|yayasan|balai|rumah sakit|rsud|puskesmas|uptd?|unit pelaksana|polres\w*|polsek|polda|"
    r"kepolisian|markas|kodim|koramil|korem|kodam|komando|pengadilan|kejaksaan|mahkamah|komisi|dewan|majelis|lembaga|"
    r"biro|panitia|persatuan|ikatan|himpunan|perhimpunan|asosiasi|organisasi|karang taruna|detasemen|bupati|"
    r"wali ?kota|gubernur|menteri|presiden|camat|lurah|legation|embassy|consulate|university|company|ministry|"
    r"department|board|council|committee|institute|residentie|gouvernement|regentschap)\b"
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
JOINS = re.compile(r"(?:\b(?:dan|of|of the|and|the|serta|untuk)|[,&-])\W*$", re.IGNORECASE)
JOINED = re.compile(r"\W*(?:dan|of|and|serta)\b", re.IGNORECASE)
OPEN = re.compile(r"\b(?:dan|of|the|and|serta|untuk)$", re.IGNORECASE)
"""A name of which the rest could not be read."""
LETTERHEAD_LINES, LONGEST = 10, 90
BESIDE = 0.15
"""Share of the page's width by which the lines of one letterhead may have their middles apart."""
OF_TITLE = re.compile(
    r"\b(?P<office>(?:bupati|wali ?kota|gubernur|menteri|presiden|kepala|direktur|rektor|ketua|camat|sekretaris)\b.*?)"
    r"(?=\s+(?:nomor|tentang)\b|\W*$)",
    re.IGNORECASE,
)
"""KEPUTUSAN BUPATI SUKAMAJU NOMOR 5 TAHUN 2020"""
HEAD_OF = re.compile(rf"\W*(?:kepala|direktur|ketua|pimpinan|rektor)\s+(?={OFFICE.pattern})", re.IGNORECASE)
"""Who heads an office signs for it."""


def sender(sheets: Sequence[Sheet], head: Sequence[Line], types: Spellings) -> Found | None:
    first = sheets[0]
    return _by_label(first, head) or _letterhead(first, head, types) or _of_title(first, head, types) or _signer(sheets)


def _said(parts: Sequence[Part]) -> str:
    said = " ".join(" ".join(line.text[start:end].split()) for line, start, end in parts)
    plain = re.sub(r"^\W+|[\s.,;:]+$", "", said)
    return plain if "(" in plain else plain.rstrip(" )")


def _by_label(sheet: Sheet, head: Sequence[Line]) -> Found | None:
    for place, line in enumerate(head):
        for one in labelled(sheet, line, LABEL):
            parts = tuple(lines_of(sheet, place, one))
            if one.colon and any(map(str.isalpha, one.text)):
                return Found(sheet, _said(parts), parts, STRONG)
    return None


def _letterhead(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """The last office named above the first label: offices stand below what they belong to."""
    named = _in_one_block(sheet, _offices(list(_names(sheet, head, types))))
    loud = [parts for parts in named if _said(parts).isupper()] or [p for p in named if _is_name(_said(p))]
    own = [parts for parts in loud if not GOVERNMENT.match(_said(parts))] or loud
    if not own:
        return None
    return Found(sheet, _said(own[-1]), tuple(own[-1]), PLAIN if _said(own[-1]).isupper() else WEAK)


def _is_name(said: str) -> bool:
    """Whether a line in small letters begins as the name of an office does; letters of two lines read as one do not."""
    return OFFICE.match(said) is not None and all(word.islower() or word[0].isupper() for word in said.split())


def _in_one_block(sheet: Sheet, named: list[list[Part]]) -> list[list[Part]]:
    """What has its middle or its left edge where the first has: a stamp beside the letterhead has not."""
    cells = [line.cell_at(start) for ((line, start, _), *_) in named]
    return [
        parts
        for parts, cell in zip(named, cells, strict=True)
        if not OPEN.search(_said(parts))
        and (
            abs(cell.left + cell.right - cells[0].left - cells[0].right) < 2 * BESIDE * sheet.width
            or abs(cell.left - cells[0].left) < sheet.letter
        )
    ]


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


def _offices(cells: Sequence[tuple[Line, Cell]]) -> list[list[Part]]:
    """The names of offices; a name may take several lines."""
    names: list[list[Part]] = []
    before = ""
    for line, cell in cells:
        said = line.said(cell)
        part = (line, cell.start, cell.end)
        if (
            names
            and before == _last(names)
            and (JOINS.search(before) or JOINED.match(said))
            and before.isupper() == said.isupper()
        ):
            names[-1].append(part)
        elif OFFICE.search(said) and not _is_where(said, names):
            names.append([part])
        before = said
    return names


def _last(names: Sequence[Sequence[Part]]) -> str:
    line, start, end = names[-1][-1]
    return line.text[start:end]


def _is_where(said: str, names: Sequence[Sequence[Part]]) -> bool:
    """Whether a line says where the office above it is, as "KECAMATAN RAWABENING" does below a village or a school."""
    area = AREA.match(said)
    above = [name for name in map(_said, names) if not GOVERNMENT.match(name)]
    if area is None or not above:
        return False
    upper = AREA.match(above[-1])
    return upper is None or AREAS[area["area"].lower()] < AREAS[upper["area"].lower()]


def _of_title(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """The office that a decision or a circular names in its title."""
    for line in head:
        office = OF_TITLE.search(line.text) if titled(sheet, line, types) else None
        if office:
            part = (line, office.start("office"), office.end("office"))
            return Found(sheet, _said([part]), (part,), PLAIN)
    return None


def _signer(sheets: Sequence[Sheet]) -> Found | None:
    """The office of the position that signed, the company, or the person."""
    for sheet in sheets:
        parts = signer(sheet)
        if parts:
            line, start, end = parts[0]
            head = HEAD_OF.match(line.text, start, end)
            parts = [(line, head.end() if head else start, end), *parts[1:]]
            return Found(sheet, _said(parts), tuple(parts), WEAK)
    return None
