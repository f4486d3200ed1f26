"""The recipients: the names of the address below "Kepada" and "Yth.", all of a list, without the courtesies round them."""

import re
from collections.abc import Iterator, Sequence

from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, Found, Part
from ingest.fields.head import BODY, is_prose
from ingest.fields.labels import ADDRESS, Labelled, has_label, labelled
from ingest.fields.lines import Cell, Line, Sheet

LABEL = labels.pattern(labels.TO)
COURTESY = re.compile(
    r"[\s:;,.\-–—]*(?:(?:kepada|kpd|aan(?: den?\b| het\b)?(?: heer\b)?|den heer)\b|[y¥j] ?[tli] ?[hb]\b|[yj]ang (?:ter ?hormat|mulia)\b|y\.? ?m\b)[\s.:;,]*",
    re.IGNORECASE,
)
FORM = re.compile(
    r"(?:(?:sdr[ia]?|saudar[ai]|bapak|bpk|ibu)\b(?:\([a-z]\))?(?:[.,/\s]*|\s*/\s*i\b\s*))+(?=[^\W\d_]{2})",
    re.IGNORECASE,
)
"""Forms of address; where nothing follows, they are the name."""
ONLY_FORM = re.compile(r"(?:(?:sdr[ia]?|saudar[ai]|bapak|bpk|ibu|i)\b[.,/\s]*)+$", re.IGNORECASE)
NUMBERED = re.compile(r"\s*\(?(?:\d{1,3}|[a-z])[.)]\s*(?=[^\W\d])", re.IGNORECASE)
NEXT = re.compile(r"\s*[;,]\s*(?:dan\s+)?(?=\d{1,3}[.)]\s*[^\W\d])")
"""Between the numbered names of one line."""
TOWN = re.compile(
    r"\W*(?:d ?i\b(?! *(?:lingk|seluruh|wilayah|bawah))|t ?e ?m ?p ?a ?t\W*$|jalan\b|jl\b|u\. ?p\b|c\.? ?[qg]\b|d/a\b|p/a\b)",
    re.IGNORECASE,
)
"""In Tempat: the town, the street, for whose attention: no part of the name."""
IN_TOWN = re.compile(r"[\s,]+di\s*[-–—]*\s*t ?e ?m ?p ?a ?t\W*$|[\s,]+di\s*[-–—]+\s*\S.*$|[\s,]+di\W*$", re.IGNORECASE)
ATTACHED = re.compile(r"\s*\(?\s*(?:sebagaimana |sesuai )?(?:daftar )?(?:nama )?terlampir\s*\)?", re.IGNORECASE)
ROLE = re.compile(
    r"(?:para|seluruh|segenap|kepala|camat|lurah|bupati|wali ?kota|gubernur|menteri|direktur|ketua|sekretaris|rektor|"
    r"dekan|inspektur|komandan|kapol\w*|dandim|pimpinan|asisten|kabag|kadis|kabid|jaksa|hakim)\b",
    re.IGNORECASE,
)
"""How a further name of a list without numbers begins."""
PERSONAL = re.compile(r"(?:nama|nip|pangkat|jabatan|gol)\b", re.IGNORECASE)
"""What an order says of those it sends: they are not written to."""
ENGLISH = re.compile(r"\W*to\b", re.IGNORECASE)
"""An English address has its commas at the ends of the lines."""
MOST_LINES = 40
LEFT, RIGHT = 7.0, 9.0
"""Heights of a word by which the lines of an address may begin left of its first word, right of its first name."""
FIRST_GAP, GAP_HEIGHTS = 4.0, 2.6
"""Heights of a word that may lie between the lines of an address."""


def recipients(sheet: Sheet, head: Sequence[Line]) -> Found | None:
    """The names of the first address of the head."""
    for place, line in enumerate(head):
        for cell in line.cells:
            if ADDRESS.match(line.text, cell.start):
                return _found(sheet, place, Labelled(line, cell, cell.start, cell.end, True), PLAIN)
        for one in labelled(sheet, line, LABEL):
            if one.colon or not one.text.strip(" -–—"):
                return _found(sheet, place, one, STRONG)
    return None


def _found(sheet: Sheet, place: int, one: Labelled, share: float) -> Found | None:
    names: list[str] = []
    parts: list[Part] = []
    for line, start, end, is_new in _pieces(_block(sheet, place, one)):
        said = " ".join(line.text[start:end].split())
        if names and not is_new and names[-1].lower().endswith(f" {said.lower().strip(' .,')}"):
            break  # the town once more, without "di"
        if names and ONLY_FORM.match(names[-1]):
            names[-1] = said
        elif names and not is_new:
            names[-1] += " " + said
        else:
            names.append(said)
        parts.append((line, start, end))
    names = [name for name in map(_name, names) if sum(map(str.isalpha, name)) > 2]
    if not names or PERSONAL.match(names[0]):
        return None
    return Found(sheet, names, tuple(parts), share)


def _name(said: str) -> str:
    """The name without what is no part of it; that a list is attached is said only where no name is."""
    plain = IN_TOWN.sub("", said)
    plain = ATTACHED.sub("", plain).strip(" ;,.:") or plain
    return re.sub(r"[\s;,]+dan$", "", plain).strip(" ;,.:")


def _pieces(block: Iterator[Part]) -> Iterator[tuple[Line, int, int, bool]]:
    """The names of an address, or the lines of one name, and whether each begins another name."""
    listed = False
    for line, begin, end in block:
        cuts = [begin, *(match.end() for match in NEXT.finditer(line.text, begin, end)), end]
        for start, stop in zip(cuts, cuts[1:], strict=False):
            inner, courteous = _past(COURTESY, line.text, start, stop)
            inner, numbered = _past(NUMBERED, line.text, inner, stop)
            inner, again = _past(COURTESY, line.text, inner, stop)
            inner, formal = _past(FORM, line.text, inner, stop)
            listed = listed or numbered
            is_new = numbered or (
                not listed and (courteous or again or formal or ROLE.match(line.text[inner:stop]) is not None)
            )
            if line.text[inner:stop].strip(" .:;,-–—"):
                yield line, inner, stop, is_new


def _past(mark: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, bool]:
    """Where a piece goes on behind marks at its start, and whether there were any."""
    inner = start
    while (match := mark.match(text, inner, end)) and match.end() > inner:
        inner = match.end()
    return inner, inner > start


def _block(sheet: Sheet, place: int, one: Labelled) -> Iterator[Part]:
    """The lines of the address, from behind its label to where the town, the body or an empty space begins."""
    value = one.line.left_at(one.start) if one.end > one.start else one.cell.left
    last, any_yet = one.line, False
    if one.text.strip():
        yield one.line, one.start, one.end
        any_yet = COURTESY.sub("", one.text).strip(" .:;,-–—") != ""
    for line in sheet.lines[place + 1 : place + MOST_LINES]:
        cell = next(
            (
                cell
                for cell in line.cells
                if one.cell.left - LEFT * sheet.letter < cell.left < value + RIGHT * sheet.letter
            ),
            None,
        )
        if not sheet.near(last, line, GAP_HEIGHTS if any_yet else FIRST_GAP):
            return
        if cell is None:
            continue
        said = line.said(cell)
        if TOWN.match(said) or BODY.match(said) or is_prose(sheet, line, cell) or _is_other_label(line, cell):
            return
        yield line, cell.start, cell.end
        if ENGLISH.match(one.line.text, one.cell.start) and said.endswith(","):
            return
        last, any_yet = line, True


def _is_other_label(line: Line, cell: Cell) -> bool:
    return has_label(line, cell) and not ADDRESS.match(line.text, cell.start)
