"""A signature block taken apart: in whose name, the position, the room for the pen, the name, rank and number."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.copies import LABEL as COPIES
from ingest.fields.found import PLAIN, STRONG, WEAK
from ingest.fields.head import STAMP, is_prose
from ingest.fields.labels import labelled
from ingest.fields.lines import Cell, Line, Part, Sheet
from ingest.fields.misread import restored
from ingest.fields.person import is_person, is_rank
from ingest.fields.signature import CLOSING, COMPANY, POSITION, ROLES, below

FORM = re.compile(
    r"\W{0,3}(?:(?P<an>a ?\. ?n\b\.?|an\.|(?-i:(?:an|An)\b(?! *[a-z]))|a/n\b|atas nama\b)|"
    r"(?P<ub>u\.? ?b\b\.?|u/b\b|untuk beliau\b)|"
    r"(?P<acting>p[l1I][th]\b|pj[s]?\b|pgs\b|pelaksana (?:tugas|harian)\b|penjabat\b))[.,: ]*",
    re.IGNORECASE,
)
"""a.n., u.b. and the forms of who acts for another."""
ACTING = {
    "plt": "Plt.", "plh": "Plh.", "pj": "Pj.", "pjs": "Pjs.", "pgs": "Pgs.", "pelaksana tugas": "Plt.",
    "pelaksana harian": "Plh.", "penjabat": "Pj.",
}  # fmt: skip
NUMBER = re.compile(r"\W*(?:n\W?[il1]\W?p\W?|nrp|niy|nik|nidn|nbm|nuptk)\b[\s.:]*(?=[\d\-–.…_ ]|$)", re.IGNORECASE)
"""How the line of a personnel number begins."""
WITNESS = re.compile(
    r"\W*(?:mengetahui|menyetujui|mengesahkan|disetujui|disahkan|diketahui|diterima|yang menerima|penerima|saksi|"
    r"salinan|pihak (?:kedua|ketiga|ii\b|iii\b)|verifikator|pemeriksa)",
    re.IGNORECASE,
)
"""Above the block of one who signs beside the sender."""
MARK = re.compile(
    r"\W*(?:t ?t ?d\b|tanda ?tangan|ditanda ?tangani|secara elektronik|dokumen ini|materai|meterai|cap\b|stempel|"
    r"elektronik|sertifikat|balai|bsre|^\W*$)",
    re.IGNORECASE,
)
"""What stands in the room for the signature."""
TITLES = re.compile(r"\W*(?:(?:[A-Z][A-Za-z]{0,4}\.){1,3}[A-Za-z]*\.?(?:[\s,]+|$))+\W*$")
"""S.T., M.T.: the rest of a name that took two lines."""
OF_OFFICE = re.compile(
    r"\W*(?:(?:\w+ ){0,2}(?:minister|ambassador|consul|director|secretary|chairman|president|manager|officer|clerk)\b|"
    r"(?:\w+ ){0,2}(?:manager|manajer|staf|tim|bidang|bagian)\b)",
    re.IGNORECASE,
)
"""Positions that stand below a name, in English too."""
PARTY = re.compile(r"\W*pihak (?:pertama|kesatu|i\b)", re.IGNORECASE)
"""What the one party of an agreement is called, which is no position."""
GREETING = re.compile(
    r"\W*(?:(?:my )?dear|sirs?|gentlemen|dengan hormat|salam|assalam\w*|kepada|yth|di)\b", re.IGNORECASE
)
OPENING = re.compile(r"\W{0,3}[A-Z][^\s,]*(?: [^\s,]+){0,7},$")
"""A position of any kind before its comma: De Administrateur, Penjaga Gudang."""
ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
STRAY = 14
"""Signs before a role that may be left of a stamp."""
WORDS = re.compile(r"[^\W\d_]{3,}|\b[^\W\d_]{1,4}\.(?!$)")
"""Words of a name, its initials and titles."""
ELECTRONIC = re.compile(r"\W*(?:telah )?ditanda ?tangani secara elektronik(?: oleh)?\W*$", re.IGNORECASE)
"""What stands in the place of the pen."""
ROWS, MOST_WORDS = 18, 12
ROOM, NEXT, CLOSE = 16.0, 2.0, 1.4
"""Ems that the room for a signature may have at most; that may lie between the lines of a position, of a name."""


class Row(NamedTuple):
    """A line of the block, and the white above it in ems."""

    part: Part
    white: float

    @property
    def said(self) -> str:
        return self.part.said


class Block(NamedTuple):
    """What a block says: the form (a.n., u.b., Plt., ...) and where it stands, the lines of the position and those of
    the name; nothing of what does not stand there. `share`: how surely the name is one."""

    form: str
    formed: tuple[Part, ...]
    position: tuple[Part, ...]
    name: tuple[Part, ...]
    share: float


def blocks(sheet: Sheet, begin: int) -> Iterator[Block]:
    """The blocks of a page from line `begin` on, from the top down, of two beside each other the left one first; not
    those of witnesses."""
    for place, line in enumerate(sheet.lines[begin:], begin):
        for cell in line.cells:
            said = line.said(cell)
            if sheet.page.source == "ocr":
                said = restored(_from_role(Part(line, cell.start, cell.end)).said)
            if not _opens(said) or is_prose(sheet, line, cell) or _is_row(sheet, line, cell):
                continue
            if not WITNESS.match(_above(sheet, place, cell)):
                yield _by_number(sheet, place, cell) if NUMBER.match(said) else _apart(sheet, place, cell)


def _opens(said: str) -> bool:
    """Whether a block may begin so: with the form, the closing words, a position, or a number."""
    if WITNESS.match(said) or COPIES.match(said) or GREETING.match(said) or len(said.split()) > MOST_WORDS:
        return False
    if not next(filter(str.isalpha, said), "").isupper() and not FORM.match(said):
        return False  # a sentence that goes on with the name of an office
    return any(one.match(said) for one in (FORM, CLOSING, POSITION, NUMBER, OPENING, ELECTRONIC))


def _is_row(sheet: Sheet, line: Line, cell: Cell) -> bool:
    """Whether a cell is a label or its value: Nama : ..., Jabatan : ..."""
    return any(
        one.colon
        and not NUMBER.match(line.said(one.cell))
        and one.cell.start <= cell.start < max(one.end, one.cell.end)
        for one in labelled(sheet, line, labels.ANY)
    )


def _above(sheet: Sheet, place: int, cell: Cell) -> str:
    """What stands close above a cell in its column."""
    if not place or not sheet.near(sheet.lines[place - 1], sheet.lines[place], NEXT):
        return ""
    upper = sheet.lines[place - 1]
    over = (one for one in upper.cells if min(one.right, cell.right) > max(one.left, cell.left))
    return next(map(upper.said, over), "")


def _rows(sheet: Sheet, place: int, cell: Cell) -> Iterator[Row]:
    """The lines of a block from its first on, down to the copies, running text, or too much white."""
    last = sheet.lines[place]
    yield Row(Part(last, cell.start, cell.end), 0.0)
    for line, other in below(sheet, place, cell, ROWS):
        said, white = line.said(other), (line.top - last.bottom) / sheet.em
        ends = COPIES.match(said) or is_prose(sheet, line, other) or white > ROOM or _is_row(sheet, line, other)
        if ends or (STAMP.search(said) and not POSITION.match(said)):
            return
        yield Row(Part(line, other.start, other.end), white)
        last = line


def _apart(sheet: Sheet, place: int, cell: Cell) -> Block:
    """The block that begins with a cell."""
    rows, printed = list(_rows(sheet, place, cell)), sheet.page.source != "ocr"
    name, share = _name(rows, printed=printed)
    first, last = (name, name) if name is None else _whole(rows, name)
    form, formed, position = _position(rows[:first], printed=printed)
    if first is None or last is None:
        return Block(form, formed, position, (), 0.0)
    position = position or _below_name(rows[last:])
    return Block(form, formed, position, tuple(row.part for row in rows[first:last]), share)


def _by_number(sheet: Sheet, place: int, cell: Cell) -> Block:
    """The name close above a personnel number, where no position stands above it."""
    for number in range(place - 1, max(place - 4, -1), -1):
        line = sheet.lines[number]
        found = next((one for one in line.cells if min(one.right, cell.right) > max(one.left, cell.left)), None)
        if found is None or is_rank(line.said(found)):
            continue
        said = line.said(found)
        whole = sheet.page.source != "ocr" or len(WORDS.findall(said)) > 1
        named = whole and is_person(said) and not POSITION.match(said) and not _is_row(sheet, line, found)
        return Block("", (), (), (Part(line, found.start, found.end),) if named else (), PLAIN)
    return Block("", (), (), (), 0.0)


def _name(rows: Sequence[Row], *, printed: bool) -> tuple[int | None, float]:
    """Which of the rows is the name, and how surely: the one above a rank or a number, else the one below the room for
    the signature or what stands in it, else one of the first below the closing words or the comma of a position.
    `printed`: no word can have been half read, so that a name of one word is a whole one."""
    number = next((place for place, row in enumerate(rows) if place and _is_number(row.said)), None)
    if number is not None:
        above = next((place for place in range(number - 1, 0, -1) if not _is_title(rows[place].said)), None)
        named = above is not None and _may_be(rows, above, single=printed)
        return (above, STRONG) if named else (None, 0.0)
    marked = next((place for place, row in enumerate(rows) if MARK.match(row.said)), len(rows))
    for place in range(1, len(rows)):
        if (rows[place].white > NEXT or place > marked) and _may_be(rows, place):
            return place, PLAIN
    closed = CLOSING.match(rows[0].said) or rows[0].said.endswith(",")
    found = next((place for place in range(1, min(len(rows), 4)) if _may_be(rows, place)), None) if closed else None
    return found, WEAK


def _is_title(said: str) -> bool:
    return TITLES.match(said) is not None and not NUMBER.match(said)


def _is_number(said: str) -> bool:
    return NUMBER.match(said) is not None or is_rank(said)


def _may_be(rows: Sequence[Row], place: int, *, single: bool = False) -> bool:
    """Whether a row may be a name: words with capitals that are neither office, rank nor part of the position; one word
    only where `single`, or in brackets."""
    said = rows[place].said
    above = " ".join(row.said for row in rows[:place]).lower()
    again = set(re.findall(r"\w+", said.lower())) <= set(re.findall(r"\w+", above))
    other = (COMPANY, POSITION, MARK, NUMBER, CLOSING, FORM, WITNESS)
    whole = single or said.startswith("(") or len(WORDS.findall(said)) > 1
    return whole and is_person(said) and not is_rank(said) and not again and not any(one.match(said) for one in other)


def _whole(rows: Sequence[Row], name: int) -> tuple[int, int]:
    """From which row to which the name goes: one with many titles takes two."""
    first, last = name, name + 1
    below_room = name > 1 and rows[name].white <= CLOSE and rows[name - 1].white > NEXT
    if below_room and _may_be(rows, name - 1, single=True):
        first -= 1
    while last < len(rows) and rows[last].white <= CLOSE and _is_title(rows[last].said):
        last += 1
    return first, last


def _position(rows: Sequence[Row], *, printed: bool) -> tuple[str, tuple[Part, ...], tuple[Part, ...]]:
    """The form, where it stands, and the lines of the position: those behind the last a.n. or u.b."""
    form, formed, lines = "", list[Part](), list[Part]()
    skipping = False
    for place, row in enumerate(rows):
        said, part = row.said, row.part
        if place and row.white > NEXT and lines:
            break
        if CLOSING.match(said) or PARTY.match(said) or (COMPANY.match(said) and not lines) or dates(said):
            continue
        if MARK.match(said):
            if place:
                break
            continue
        match = FORM.match(part.line.text, part.start, part.end)
        if match and not match["acting"]:
            form = "u.b." if match["ub"] else "a.n."
            formed.append(part._replace(end=match.end()))
            rest = part._replace(start=match.end())
            lines = [rest] if match["ub"] and rest.said else []
            skipping = bool(match["an"])  # whose name it is signed in is not the signer's position
            continue
        part = part if match or printed else _from_role(part)
        begins = match is not None or POSITION.match(part.said if printed else restored(part.said)) is not None
        if skipping and not begins:
            continue
        if match and not form:
            form = ACTING.get(re.sub("p[1i]", "pl", match["acting"].lower()), "")
            formed.append(part._replace(end=match.end()))
        skipping = False
        if begins and lines and not _unfinished(lines[-1].said):
            lines = []
        lines.append(part)
    is_one = lines and (form or POSITION.match(restored(lines[0].said)) or lines[-1].said.endswith(","))
    return form, tuple(formed), tuple(lines) if is_one else ()


def _from_role(part: Part) -> Part:
    """A line of the position without what a stamp left before it."""
    if POSITION.match(part.said):
        return part
    role = ROLE.search(part.line.text, part.start, min(part.end, part.start + STRAY))
    stray = role and part.line.text[part.start : role.start()].split()
    other = any(word.islower() and len(word.strip(",.")) > 2 for word in stray or ())
    return part._replace(start=role.start()) if role and stray and not other else part


def _unfinished(said: str) -> bool:
    """Whether the line of a position goes on below: Kepala Bagian Umum selaku / Sekretaris Panitia."""
    return re.search(r"\b(?:dan|selaku|sebagai|pada|of|the|van)\W*$", said, re.IGNORECASE) is not None


def _below_name(rows: Sequence[Row]) -> tuple[Part, ...]:
    """The position that stands below the name, as companies and committees write it."""
    for row in rows[:3]:
        if row.white > NEXT:
            break
        if POSITION.match(row.said) or OF_OFFICE.match(row.said):
            return (row.part,)
    return ()
