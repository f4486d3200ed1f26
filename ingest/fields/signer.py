"""Who signed a letter: name, position, and the form in which it was signed (a.n., u.b., Plt., Plh., Pj.)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.fields.aligned import is_aligned
from ingest.fields.block import Block, blocks
from ingest.fields.found import LEAST_EXACT, PLAIN, WEAK, Found
from ingest.fields.head import feet
from ingest.fields.labels import has_label
from ingest.fields.lines import Part, Sheet, joined
from ingest.fields.misread import restored
from ingest.fields.person import name_of
from ingest.fields.signature import POSITION
from schemas.page import Word

LEAST_LETTERS = 3


class Signed(NamedTuple):
    """What the signature block says; None for what it does not."""

    name: Found | None = None
    position: Found | None = None
    form: Found | None = None


def signed_by(sheets: Sequence[Sheet], row: Found | None) -> Signed:
    """The first block with name and position; else the first name, and the first position that is sure to be one, be it
    that of the row "Dari" of a note (`row`)."""
    found = [(sheet, block) for sheet, begin in feet(sheets) for block in blocks(sheet, _below_head(sheet, begin))]
    whole = next(((sheet, block) for sheet, block in found if block.name and block.position), None)
    named = whole or next(((sheet, block) for sheet, block in found if block.name), None)
    placed = whole or next(((sheet, block) for sheet, block in found if _is_sure(block)), None)
    of_row = row if row and (named or POSITION.match(str(row.value))) else None
    return Signed(
        _name(*named) if named else None,
        (_position(*placed) if placed else None) or of_row,
        _form(*placed) if placed else None,
    )


def _below_head(sheet: Sheet, begin: int) -> int:
    """Where to begin on a page on which no body was found: below the last label of the head."""
    if begin < len(sheet.lines):
        return begin
    labelled = [place for place, line in enumerate(sheet.lines) if any(has_label(line, cell) for cell in line.cells)]
    return max(labelled, default=-1) + 1


def _is_sure(block: Block) -> bool:
    """Whether a block without a name is one: it names a form, or a position that ends with a comma."""
    if not block.position:
        return False
    whole = POSITION.match(block.position[0].said) is not None and block.position[-1].said.endswith(",")
    return bool(block.form) or whole


def _name(sheet: Sheet, block: Block) -> Found | None:
    """The name, unless what was read of it stands beside the line of the position: the rest lies below a stamp."""
    said = name_of(joined(block.name))
    if sheet.page.source == "ocr" and not is_aligned(block.name, block.position, sheet.em):
        return None
    if any(word.confidence < LEAST_EXACT for word in _words(sheet, block.name)):
        return None  # one word of it is a guess, and the others do not say who it is
    return Found(sheet, said, block.name, block.share, exact=True) if _says(said) else None


def _words(sheet: Sheet, parts: Sequence[Part]) -> list[Word]:
    signs = {at for line, start, end in parts for at in line.at[start:end]}
    return [word for word in sheet.page.words if word.start in signs and any(map(str.isalpha, word.text))]


def _position(sheet: Sheet, block: Block) -> Found | None:
    said = re.sub(r"^\W+|(?<=\w),\W*\w{0,2}\W*$|[\s.,;:(]+$", "", joined(block.position))
    said = restored(said) if sheet.page.source == "ocr" else said
    return Found(sheet, said, block.position, PLAIN if block.name else WEAK) if _says(said) else None


def _form(sheet: Sheet, block: Block) -> Found | None:
    return Found(sheet, block.form, block.formed, PLAIN) if block.form else None


def _says(said: str) -> bool:
    return sum(map(str.isalpha, said)) >= LEAST_LETTERS
