"""The heading of a table: found below titles, put together from two rows, the rows below it handed on by their line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lontar.importing.columns import is_known

LOOKED = 40
"""Rows among which the heading is looked for."""
Range = tuple[int, int, int, int]
Numbered = tuple[int, list[str]]
"""The number of a row in its file (from 1), and its cells."""


@dataclass(frozen=True)
class Headed:
    """`line`: of the heading's last row; `rows` are those below it that hold something and are no heading again."""

    headings: list[str]
    line: int
    rows: list[Numbered]


def headed(rows: Sequence[Numbered], merged: Sequence[Range] = ()) -> Headed:
    """`merged`: ranges of cells, counted from 0, by the rows' place in the file."""
    filled = _filled(rows, merged)
    at = _heading_at(filled)
    if at is None:
        return Headed([], 0, [])
    if at and _is_second(filled[at - 1][1], filled[at][1], _spans(merged, filled[at - 1][0] - 1)):
        at -= 1  # its second row has more names than its first
    line, cells = filled[at]
    below = filled[at + 1][1] if at + 1 < len(filled) else []
    two = _is_second(cells, below, _spans(merged, line - 1))
    headings = _named(_joined(cells, below, _spans(merged, line - 1)) if two else cells)
    rest = filled[at + 1 + two :]
    own = (" ".join(cells).lower(), " ".join(below).lower() if two else "")
    kept = [
        (number, [*row, *[""] * len(headings)][: max(len(headings), len(row))])
        for number, row in rest
        if any(row) and not _is_count(row) and " ".join(row).lower() not in own
    ]
    widest = max((len(row) for _, row in kept), default=0)
    headings += _named([""] * (widest - len(headings)), len(headings))
    return Headed(
        headings, filled[at + two][0], [(number, [*row, *[""] * (widest - len(row))]) for number, row in kept]
    )


def _filled(rows: Sequence[Numbered], merged: Sequence[Range]) -> list[Numbered]:
    """What is written once for several rows stands in each of them."""
    found = [
        (number, [" ".join(cell.split()) if "\n" not in cell else cell.strip() for cell in row]) for number, row in rows
    ]
    by_number = {number - 1: row for number, row in found}
    for top, left, bottom, right in merged:
        first = by_number.get(top)
        if bottom == top or first is None or left >= len(first) or right - left > 2:
            continue
        for place in range(top + 1, bottom + 1):
            row = by_number.get(place)
            if row is not None:
                row += [""] * (left + 1 - len(row))
                row[left] = row[left] or first[left]
    return found


def _heading_at(rows: Sequence[Numbered]) -> int | None:
    """The row with the most cells that are called as columns are; else the first with two cells or more."""
    scores = [sum(is_known(cell) for cell in dict.fromkeys(row) if cell) for _, row in rows[:LOOKED]]
    best = max(scores, default=0)
    if best >= 2:
        return scores.index(best)
    several = (at for at, (_, row) in enumerate(rows[:LOOKED]) if sum(map(bool, row)) >= 2)
    first = next(several, None)
    if first is not None:
        return first
    return 0 if rows else None


def _spans(merged: Sequence[Range], row: int) -> list[tuple[int, int]]:
    return [(left, right) for top, left, _, right in merged if top == row and right > left]


def _is_second(cells: list[str], below: list[str], spans: list[tuple[int, int]]) -> bool:
    """Whether the row below belongs to the heading: it parts a column of it, and holds names alone."""
    if not any(below) or _is_count(below):
        return False
    words = [cell for at, cell in enumerate(below) if cell and (at >= len(cells) or cell != cells[at])]
    parts = any(sum(bool(cell) for cell in below[left : right + 1]) > 1 for left, right in spans) or any(
        at < len(below) and below[at] and not cells[at] for at in range(len(cells))
    )
    named = [cell for cell in words if is_known(cell)]
    return bool(words) and parts and len(named) * 2 > len(words) and not any(re.search(r"\d", cell) for cell in words)


def _joined(cells: list[str], below: list[str], spans: list[tuple[int, int]]) -> list[str]:
    found, above = [], ""
    spanned = {at: cells[left] for left, right in spans if left < len(cells) for at in range(left, right + 1)}
    for at in range(max(len(cells), len(below))):
        first = cells[at] if at < len(cells) else ""
        second = below[at] if at < len(below) else ""
        above = first or (above if second else "")
        first = first or spanned.get(at, above)
        found.append(f"{first}: {second}" if first and second and first != second else first or second)
    return found


def _is_count(row: Sequence[str]) -> bool:
    """1 2 3 4, as books number their columns below the heading."""
    cells = [cell.strip("() .") for cell in row if cell.strip()]
    return len(cells) > 2 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _named(cells: Sequence[str], before: int = 0) -> list[str]:
    """Each column by a name of its own: the second of one name with its number, one without a name by its letter."""
    found: list[str] = []
    for at, cell in enumerate(cells, before):
        name = " ".join(cell.split()) or _letter(at)
        same, number = name, 2
        while same in found:
            same, number = f"{name} ({number})", number + 1
        found.append(same)
    return found


def _letter(at: int) -> str:
    """A, B ... Z, AA, as spreadsheets call columns."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
