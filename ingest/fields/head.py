"""The head of a letter: what stands above its body. Numbers and dates from there on are those of other letters, of laws
and of events."""

import re
from collections.abc import Iterator, Sequence

from ingest.fields.labels import goes_on, has_label, is_labelled
from ingest.fields.lines import Cell, Line, Sheet

BODY = re.compile(
    r"\W{0,3}(?:\d\W{1,6}|[a-z][.)] {1,3})?(?=(?P<first>\w))(?:"
    r"dengan hormat|dgn\.? hormat|dengan (?:ini|memperhatikan|mempertimbangkan)|dalam (?:rangka|upaya)|"
    r"menindak ?lanjuti|menanggapi|menjawab|membalas|menunjuk|memperhatikan|mempedomani|memenuhi|mencermati|mendasari|"
    r"merujuk|rujukan|menyusul|meneruskan|mengacu|menundjuk|mendjawab|sehubungan|berdasarkan|berkenaan|berhubung|"
    r"sesuai dengan|bersama (?:ini|surat)|sebagaimana|dipermaklumkan|diberitahukan|disampaikan|di ?samping|"
    r"pada hari ini|"
    r"[yj]ang bertanda ?tangan|kami yang|saya yang|assalam|bismillah|salam sejahtera|om swasti|"
    r"dasar|menimbang|mengingat|membaca|membatja|memerintahkan|memutuskan|menugaskan|menetapkan|"
    r"dear|sir\b|gentlemen|my dear|with reference|in reply|replying|i have the hono|"
    r"hiermede|naar aanleiding|in antwoord|onder verwijzing|ik heb|wij |weledel|hooggeacht)",
    re.IGNORECASE,
)
"""How the body of a letter begins."""
STREET = re.compile(
    r"\b(?:jalan|jl|jln|telepon|gedung|lantai|laman|surel|website|fax|faks|faksimil[ei]|tel[pe])\b|\b(?:telp|kode ?pos|"
    r"kotak pos|e-?mail|komplek)|www\.|https?:|@|\d{5}",
    re.IGNORECASE,
)
"""What the lines of a letterhead below the office's name say."""
ANNEX = re.compile(r"\W*(?:lampiran|formulir|contoh)\b", re.IGNORECASE)
"""How a page begins that is not the letter itself."""
TABLE = re.compile(r"no(?:mor)?\.?(?: urut)?\s{2,}[^\W\d_]{3}[^:=>]*\s{2,}[^\W\d_]{3}[^:=>]*$", re.IGNORECASE)
"""The head of a table of three columns and more, the first of them numbers."""
HEAD_LINES = 60
"""The longest head, with a list of those it is for."""
PARAGRAPH = 300
"""Signs of a line that no page has room for: a text without boxes has each paragraph on one."""
PROSE_WORDS, PROSE_WIDTH, PROSE_SMALL = 8, 0.55, 0.5
"""A line of so many words over so much of the text's width, so many of them without a capital, is running text."""
STAMP = re.compile(
    r"\b(?:diterima|terima tgl|tgl\.? ?(?:di)?terima|received|agenda|surat masuk|masuk tgl|tgl\.? masuk|ingekomen|"
    r"ekspedisi)\b",
    re.IGNORECASE,
)
"""Words of the stamps with which the other side's registry marks a letter."""
STAMP_LINES, STAMP_HEIGHTS = 4, 9.0
"""How far down a stamp goes."""


def body_at(sheet: Sheet) -> int:
    """The number of the line at which the body of a letter begins."""
    most = min(len(sheet.lines), HEAD_LINES)
    return next((place for place in range(most) if _begins_body(sheet, place)), most)


def head_of(sheet: Sheet) -> tuple[Line, ...]:
    return sheet.lines[: body_at(sheet)]


def feet(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, int]]:
    """The pages of a letter, and the line from which the foot may stand on each: below the head of the first."""
    for sheet in sheets:
        yield sheet, body_at(sheet) if sheet is sheets[0] else 0


def _begins_body(sheet: Sheet, place: int) -> bool:
    line = sheet.lines[place]
    if place and goes_on(sheet, sheet.lines[place - 1], line):
        return False
    if TABLE.match(line.text.strip()):
        return True
    opening = BODY.match(line.text, line.cells[0].start)
    return (opening is not None and opening["first"].isupper()) or any(
        is_prose(sheet, line, cell) for cell in line.cells
    )


def is_prose(sheet: Sheet, line: Line, cell: Cell) -> bool:
    """Whether a cell is a line of running text."""
    if cell.end - cell.start > PARAGRAPH:
        return True
    words = line.said(cell).split()
    if len(words) < PROSE_WORDS or is_labelled(sheet, line, cell) or STREET.search(line.said(cell)):
        return False
    small = sum(word[0].islower() for word in words)
    wide = not sheet.page.words or cell.right - cell.left >= PROSE_WIDTH * (sheet.right - sheet.left)
    return wide and small >= PROSE_SMALL * len(words)


def stamped(sheet: Sheet, line: Line, cell: Cell) -> bool:
    """Whether a cell belongs to a stamp: it says so, or stands close below words that do."""
    if STAMP.search(line.said(cell)) and not has_label(line, cell):
        return True
    place = sheet.lines.index(line)
    for upper in sheet.lines[max(0, place - STAMP_LINES) : place]:
        if line.top - upper.bottom > STAMP_HEIGHTS * sheet.em:
            continue
        for other in upper.cells:
            over = min(cell.right, other.right) - max(cell.left, other.left)
            if over > 0.3 * min(cell.right - cell.left, other.right - other.left) and STAMP.search(upper.said(other)):
                return not has_label(upper, other) or STAMP.match(upper.said(other)) is not None
    return False
