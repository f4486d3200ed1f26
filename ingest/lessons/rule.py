"""A rule that was learned of one field: beside what its value stands under one letterhead, or what it always is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from ingest.fields.found import Found
from ingest.fields.head import BODY, is_prose
from ingest.fields.labels import ADDRESS, INDENT, Labelled, has_label, lines_of
from ingest.fields.lines import Cell, Line, Part, Sheet
from ingest.lessons.example import TAUGHT
from ingest.lessons.likeness import folded, is_close, lettered
from ingest.lessons.values import MOST_LINES, value_of
from ingest.lessons.views import Views

WAYS = ("at", "never", "above", "below", "within", "behind", "always")
"""At a place of the page; on no letter; above or below words in their column; behind words within a line, or with which
it begins; the same on every letter. Of those that are right as often the later one is taken."""
LONGEST = 40
"""Letters of the words that a rule goes by."""
COLUMN_GAP, BLOCK_GAP = 4.0, 1.8
"""Ems that may lie between a value and the words above or below it, and between the lines of a value."""
BEFORE_VALUE = " .:;=>|,-–—"
LABELLED = re.compile(r"\W{0,3}[^\W\d_][\w. ]{0,24}\s{0,3}:(?=\s)")
"""How a line begins that has a label of its own, whatever its name."""
NEAR_X, NEAR_Y = 0.05, 0.03
"""Shares of the page's width and height within which a line stands at the place that is meant: scanners shift a
sheet."""


@dataclass(frozen=True)
class Rule:
    """`words`: what the way goes by, folded; `x`, `y`: the left edge and the middle of its first line in shares of the
    page, `y` from the foot where it is negative; `last`: on the letter's last page; `lines`: how many a value may have.
    `rest`: the left edge of its further lines, where examples had some; `value` is that of "always"; `form`, of a
    number, what it must look like (form.py)."""

    name: str
    way: str
    words: str = ""
    x: float = 0.0
    y: float = 0.0
    last: bool = False
    lines: int = 1
    rest: float | None = None
    value: Any = None
    form: Sequence[str] = ()

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        return cls(**said)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def found(self, views: Views, share: float) -> Found | None:
        """What stands there in a letter; `share`: how much of the words' confidence it keeps."""
        if self.way == "never":
            return None
        return next((one for sheets in views if sheets and (one := self._in(sheets, share))), None)

    def _in(self, sheets: Sequence[Sheet], share: float) -> Found | None:
        sheet = sheets[-1 if self.last else 0]
        if self.way == "always":
            return Found(sheet, self.value, (), share)
        found = (value_of(TAUGHT[self.name], sheet, parts, share, self.form) for parts in self._parts(sheet))
        return next((one for one in found if one is not None), None)

    def _parts(self, sheet: Sheet) -> Iterator[list[Part]]:
        if self.way == "at":
            yield from self._at(sheet)
            return
        ways = {"behind": self._behind, "within": self._within, "below": self._below, "above": self._above}
        find = ways[self.way]
        for place, line in enumerate(sheet.lines):
            for cell in line.cells:
                if (parts := find(sheet, place, cell)) is not None:
                    yield parts

    def _behind(self, sheet: Sheet, place: int, cell: Cell) -> list[Part] | None:
        start = begins(sheet.lines[place], cell, self.words)
        return None if start is None else self._rest(sheet, place, cell, start)

    def _within(self, sheet: Sheet, place: int, cell: Cell) -> list[Part] | None:
        line = sheet.lines[place]
        inner = (replace(cell, start=at) for _, at in _words(line, cell))
        starts = (begins(line, one, self.words) for one in inner)
        start = next((one for one in starts if one is not None), None)
        return None if start is None else self._rest(sheet, place, cell, start)

    def _rest(self, sheet: Sheet, place: int, cell: Cell, start: int) -> list[Part] | None:
        """What stands behind the words, on the lines below too where it goes on there."""
        line = sheet.lines[place]
        value = line.cell_at(start)
        one = Labelled(line, cell, start, value.end, True)
        if one.start >= one.end:
            return None
        lower = self._further(sheet, place) if self.rest is not None else _beside(sheet, place, one)
        return [Part(line, one.start, one.end), *lower]

    def _further(self, sheet: Sheet, place: int) -> Iterator[Part]:
        """The lines right below that begin where those of the examples did."""
        last = sheet.lines[place]
        for line in sheet.lines[place + 1 : place + MOST_LINES]:
            cell = line.cells[0]
            apart = abs(cell.left / sheet.width - (self.rest or 0.0)) > NEAR_X
            if apart or not sheet.near(last, line, BLOCK_GAP) or ends(sheet, line, cell):
                return
            yield Part(line, cell.start, cell.end)
            last = line

    def _below(self, sheet: Sheet, place: int, cell: Cell) -> list[Part] | None:
        if not is_close(lettered(sheet.lines[place].said(cell)), self.words):
            return None
        return _block(sheet, place, cell, self.lines, 1)

    def _above(self, sheet: Sheet, place: int, cell: Cell) -> list[Part] | None:
        if begins(sheet.lines[place], cell, self.words) is None:
            return None
        return _block(sheet, place, cell, self.lines, -1)

    def _at(self, sheet: Sheet) -> Iterator[list[Part]]:
        """The nearest line first."""
        known = []
        for place, line in enumerate(sheet.lines):
            for cell in line.cells:
                x, y = where(sheet, line, cell, foot=self.y < 0)
                if abs(x - self.x) < NEAR_X and abs(y - self.y) < NEAR_Y:
                    known.append((abs(y - self.y), place, cell))
        for _, place, cell in sorted(known, key=lambda one: one[:2]):
            line = sheet.lines[place]
            lower = _block(sheet, place, cell, self.lines - 1, 1) if self.lines > 1 else []
            yield [Part(line, cell.start, cell.end), *(lower or [])]


def _beside(sheet: Sheet, place: int, one: Labelled) -> Iterator[Part]:
    """The further lines of what is labelled, as far as nothing stands left of them, as another label would."""
    for part in list(lines_of(sheet, place, one))[1:]:
        if part.start > part.line.cells[0].start:
            return
        yield part


def where(sheet: Sheet, line: Line, cell: Cell, *, foot: bool) -> tuple[float, float]:
    """The left edge and the middle of a cell in shares of the page; from the foot on, negative."""
    height = sheet.page.height or sheet.lines[-1].bottom
    y = (line.top + line.bottom) / 2 / height
    return cell.left / sheet.width, y - 1 if foot else y


def begins(line: Line, cell: Cell, words: str) -> int | None:
    """Where a value begins behind these words at the start of a cell; None where other words stand there. What stands
    in the next cell is behind them too."""
    count, end = len(words.split()), cell.start
    said: list[str] = []
    for word, at in _words(line, cell):
        said += folded(word).split()
        end = at + len(word)
        if len(said) >= count:
            break
    if len(said) != count or not is_close(" ".join(said), words):
        return None
    while end < len(line.text) and line.text[end] in BEFORE_VALUE:
        end += 1
    return end


def _words(line: Line, cell: Cell) -> Iterator[tuple[str, int]]:
    at = cell.start
    for word in line.text[cell.start : cell.end].split(" "):
        if word:
            yield word, at
        at += len(word) + 1


def _block(sheet: Sheet, place: int, cell: Cell, most: int, step: int) -> list[Part] | None:
    """The lines of a value below (`step` 1) or above (-1) a cell, in its column; None where nothing stands there."""
    found: list[Part] = []
    last, held = sheet.lines[place], cell
    for other in range(place + step, place + step * (MOST_LINES + 1), step):
        if not 0 <= other < len(sheet.lines) or len(found) == most:
            break
        line = sheet.lines[other]
        upper, lower = (last, line) if step > 0 else (line, last)
        if not sheet.near(upper, lower, BLOCK_GAP if found else COLUMN_GAP):
            break
        alone = line.cells[0] if len(line.cells) == 1 else None  # a short line in the middle lies beside no column
        here = next((one for one in line.cells if _in_column(sheet, one, held)), alone)
        if here is None or ends(sheet, line, here):
            break
        found.append(Part(line, here.start, here.end))
        last, held = line, here
    return (found if step > 0 else found[::-1]) or None


def _in_column(sheet: Sheet, one: Cell, other: Cell) -> bool:
    slack = INDENT * sheet.em
    over = min(one.right, other.right) - max(one.left, other.left)
    return over > 0 or abs(one.left - other.left) < slack


def ends(sheet: Sheet, line: Line, cell: Cell) -> bool:
    """Whether something else than a value stands in a cell: a label, an address, the body."""
    said = line.said(cell)
    if LABELLED.match(line.text, cell.start):
        return True
    return bool(has_label(line, cell) or ADDRESS.match(said) or BODY.match(said) or is_prose(sheet, line, cell))
