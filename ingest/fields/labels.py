"""The labels of a letter's head, as offices print them and as they are misread: Nornor, N o m o r, Hai, Perihai."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.fields.lines import Cell, Line, Part, Sheet

FAR = 0.3
"""Share of the page's width from which what stands behind a label is no longer its value but another column."""
INDENT = 1.6
"""Ems by which the lines of one value may begin left or right of each other."""
FULL = 0.12
"""Share of the page's width by which a line that runs on below its label may fall short of the right edge."""
WIDE = 0.7
"""Share of the page's width over which it must go, where all lines are short."""
MOST_LINES = 8


def spaced(*names: str) -> str:
    """Names whose letters may stand apart; a letter may be a class of signs or a group."""
    return "|".join(" ?".join(re.findall(r"\[[^\]]+\]|\([^)]+\)|.", name)) for name in names)


NUMBER = "|".join((
    "no(?:mor)?[ .]{0,2}surat", spaced("n[o0a](?:m|rn|nn|n)[o0ea][rtf]", "n[o0]", "nom", "nr", "nummer", "number")
))  # fmt: skip
SUBJECT = "|".join((
    spaced("h[ao][l1i!|t]", "p[eo](?:r ?[il1!|]|n)[hb][ao][l1i!|t\\]]", "prihal", "pokok", "betreft", "onderwerp"),
    "betr|subjec[tl1]?|subj|re",
))  # fmt: skip
FROM = spaced("dari") + "|van|from"
TO = spaced("kepada") + "|kpd|to|aan"
DATE = spaced("tanggal") + "|tgl|date|datum"
MANNER = spaced("[s5][il1]fat")
CLASS = spaced("klas[il1]f[il1]kas[il1]")
DEGREE = spaced("derajat")
ENCLOSURES = spaced("lam[pb][il1]ran", "lam[pb]") + "|bijlagen?|enclosures?"
COPIES = spaced("tembusan") + "|tindasan|copies|cc"
OTHER = "|".join((MANNER, CLASS, DEGREE, ENCLOSURES, COPIES))
EVENT = spaced("hari", "waktu", "pukul", "jam", "tempat", "acara", "agenda", "lokasi") + "|hari ?[/,] ?tanggal"
BODY = "untuk|dasar|menimbang|mengingat|menetapkan|nama|nip|nrp|jabatan|pangkat|alamat|keperluan|maksud"
"""Labels of the body of an order or a form; nothing of the head stands behind them."""
HONOURS = (
    r"(?-i:[Y¥] ?[tli] ?[hbn]\b|J ?[ti] ?[hb]\b|[YJ] ?T ?H\b|[yj] ?t ?[hbn]\b)|"
    r"[yj]ang (?:ter ?hormat|mulia)\b|y\.? ?m\b"
)
"""Yth. (Jth. in old letters), yang terhormat, y.m., as they are misread too."""
ADDRESS = re.compile(
    rf"\W{{0,3}}(?:(?:kepada|kpd|aan|to)\b[\s.:,;]*)?(?:{HONOURS})|"
    r"\W{0,3}kepada\b\W*\w{0,3}\W*$|\W{0,3}aan (?:den?|het)\b",
    re.IGNORECASE,
)
"""How the address of a letter begins."""


class Labelled(NamedTuple):
    """A label, and what it labels: from `start` to `end` of the line's text, nothing where they are equal."""

    line: Line
    cell: Cell
    start: int
    end: int
    colon: bool

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def left(self) -> float:
        """Where the value begins on the page."""
        return self.line.left_at(self.start)


def pattern(names: str) -> re.Pattern[str]:
    """A label at the start of a cell, with its colon or what a colon is misread as, or with nothing."""
    return re.compile(rf"\W{{0,3}}(?:{names})(?![^\W_])[ .,|—–_\-]*(?P<colon>[:;=>]+)?[ .|]*", re.IGNORECASE)


ANY = pattern("|".join((NUMBER, SUBJECT, FROM, TO, DATE, OTHER, EVENT, BODY)))


def labelled(sheet: Sheet, line: Line, label: re.Pattern[str]) -> Iterator[Labelled]:
    """What a label on this line labels, up to the next wide gap."""
    for cell in line.cells:
        match = label.match(line.text, cell.start)
        if match is None:
            continue
        value = line.cell_at(match.end())
        before = line.cell_at(match.end("colon") - 1 if match["colon"] else cell.start)
        far = value is not before and value.left - before.right > FAR * sheet.width
        there = match.end() < value.end and not far
        yield Labelled(line, cell, match.end(), value.end if there else match.end(), match["colon"] is not None)


def has_label(line: Line, cell: Cell) -> bool:
    """Whether a cell begins with a label and its colon."""
    match = ANY.match(line.text, cell.start)
    return match is not None and match["colon"] is not None


def is_labelled(sheet: Sheet, line: Line, cell: Cell) -> bool:
    """Whether a cell is a label with its colon, or what one labels."""
    return any(
        one.colon and one.cell.start <= cell.start < max(one.end, one.cell.end) for one in labelled(sheet, line, ANY)
    )


def lines_of(sheet: Sheet, place: int, one: Labelled) -> Iterator[Part]:
    """The whole of what a label labels: the rest of its line, and the lines of its column that go on with it."""
    last, cell = one.line, one.line.cell_at(one.start)
    yield Part(last, one.start, one.end)
    for lower in sheet.lines[place + 1 : place + MOST_LINES]:
        if not sheet.near(last, lower):
            return
        column = [other for other in lower.cells if other.left < cell.right and other.right > one.cell.left]
        full = cell.right > max(sheet.right - FULL * sheet.width, WIDE * sheet.width)
        found = next((other for other in column if _goes_on(sheet, one, lower, other, full=full)), None)
        if found is None and column:
            return
        if found is not None:
            last, cell = lower, found
            yield Part(lower, cell.start, cell.end)


def _goes_on(sheet: Sheet, one: Labelled, lower: Line, cell: Cell, *, full: bool) -> bool:
    """Whether a cell of a lower line goes on with a value: it begins, or has its middle, where the value has, or it
    begins below the label after a line that ran on to the right edge."""
    if ADDRESS.match(lower.text, cell.start) or is_labelled(sheet, lower, cell):
        return False
    slack, whole = INDENT * sheet.em, one.line.cell_at(one.start)
    inner = cell.left > one.cell.left + slack
    below = inner and abs(cell.left - one.left) < slack
    centred = inner and cell is lower.cells[0] and abs(cell.left + cell.right - one.cell.left - whole.right) < 2 * slack
    return below or centred or (full and abs(cell.left - one.cell.left) < slack)


def goes_on(sheet: Sheet, upper: Line, lower: Line) -> bool:
    """Whether a line begins right below the value of a label on the line above, and so goes on with it."""
    return sheet.near(upper, lower) and any(
        one.colon and one.end > one.start and _goes_on(sheet, one, lower, lower.cells[0], full=False)
        for one in labelled(sheet, upper, ANY)
    )
