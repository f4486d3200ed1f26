"""Where on a page a second look may pay: behind the label of the number, and at the foot."""

import re

from ingest.fields import labels
from ingest.fields.aligned import is_aligned
from ingest.fields.block import Block, blocks
from ingest.fields.copies import LABEL as COPIES
from ingest.fields.head import body_at, is_prose
from ingest.fields.labels import FAR, Labelled, labelled
from ingest.fields.lines import Sheet
from ingest.recogniser import Area

NUMBER = labels.pattern(labels.NUMBER)
NOTICE = re.compile(r"sertifikat elektronik|secara (?:elektronik|digital)|bsre|uu ite", re.IGNORECASE)
"""What stands at the edge of a page that was signed electronically, below the foot."""
DOUBTFUL = 70.0
"""Confidence of a word below which the number is read again."""
ROOM = 0.4
"""Heights of a word that are taken above and below the line of the number."""
DEEP, LEAST = 34.0, 4.0
"""Heights of a letter below the running text within which a letter is signed, and that a foot has at least."""


def doubtful_number(sheet: Sheet) -> Area | None:
    """The place behind the label of the number in the head, where nothing was read there, or nothing sure."""
    for line in sheet.lines[: body_at(sheet)]:
        for one in labelled(sheet, line, NUMBER):
            sure = [word.confidence for word in sheet.page.words if word.start in line.at[one.start : one.end]]
            if not sure or min(sure) < DOUBTFUL:
                return _behind(sheet, one)
            return None
    return None


def _behind(sheet: Sheet, one: Labelled) -> Area | None:
    """From the label to the end of what it labels, or as far as its value may go where nothing was read."""
    line, ems = one.line, ROOM * sheet.em
    first = one.cell.left + sheet.em * (one.start - one.cell.start) * 0.6 if one.end == one.start else one.left
    following = [cell.left for cell in line.cells if cell.left > first and cell.start > one.end]
    last = line.cell_at(one.end - 1).right if one.end > one.start else first + FAR * sheet.width
    right = min([last + 2 * sheet.em, *(left - ems for left in following), sheet.width])
    area = (max(0.0, first - ems), max(0.0, line.top - ems), right, min(line.bottom + ems, float(sheet.page.height)))
    return area if area[2] - area[0] > 2 * sheet.em else None


def _is_whole(block: Block, em: float) -> bool:
    return bool(block.name and block.position) and is_aligned(block.name, block.position, em)


def foot(sheet: Sheet, letter: float) -> Area | None:
    """What stands between the running text of a page and its copies, where nobody's name was read there; `letter`: the
    height of one."""
    prose = [
        place
        for place, line in enumerate(sheet.lines)
        if any(is_prose(sheet, line, cell) for cell in line.cells) and not NOTICE.search(line.text)
    ]
    if not prose or any(_is_whole(block, sheet.em) for block in blocks(sheet, prose[-1] + 1)):
        return None
    below = sheet.lines[prose[-1] + 1 :]
    copies = (line.top for line in below if COPIES.match(line.text, line.cells[0].start))
    top, low = sheet.lines[prose[-1]].bottom, next(copies, float(sheet.page.height))
    bottom = min(low, top + DEEP * letter)
    return (0.0, top, sheet.width, bottom) if bottom - top > LEAST * letter else None
