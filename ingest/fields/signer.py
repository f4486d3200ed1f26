"""Who signed a letter: name, position, and the form in which it was signed (a.n., u.b., Plt., Plh., Pj.)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.fields.aligned import is_aligned
from ingest.fields.block import TITLES, Block, blocks
from ingest.fields.found import LEAST_EXACT, PLAIN, SURE, WEAK, Found
from ingest.fields.head import feet
from ingest.fields.labels import has_label
from ingest.fields.lines import Part, Sheet, joined
from ingest.fields.misread import restored
from ingest.fields.person import name_of
from ingest.fields.signature import POSITION
from schemas.page import Word

LEAST_LETTERS = 3
LONG = 4
"""Letters of a word from which it is no title, and must be as sure as SURE: of 30 names that were read below stamps and
pens nine of eighteen wrong ones were not, and two of twelve right ones."""
STRAYS = 2
"""Words that a stamp may leave before a name."""


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
    """The name; of a scan without what a stamp left before it, and only where what was read stands below the position:
    else the rest of it lies below the stamp."""
    if sheet.page.source == "ocr":
        name = next(_below(sheet, block), ())
        block = block._replace(name=name)
        if not name or any(word.confidence < _least(word) for word in _words(sheet, name)):
            return None  # where one word of a name may be misread the others do not say who it is
    said = name_of(joined(block.name))
    if TITLES.match(said):
        return None
    return Found(sheet, said, block.name, block.share, exact=True) if _says(said) else None


def _least(word: Word) -> float:
    """How sure a word of a name must be: titles and initials are read with less."""
    return SURE if sum(map(str.isalpha, word.text)) >= LONG else LEAST_EXACT


def _below(sheet: Sheet, block: Block) -> Iterator[tuple[Part, ...]]:
    """The name as it stands, or without a word or two at its start, where that is in line with the position."""
    first, *rest = block.name
    starts = [place for place, _ in first.line.words if first.start <= place < first.end]
    for start in [first.start, *starts[1 : 1 + STRAYS]]:
        name = (first._replace(start=start), *rest)
        if is_aligned(name, block.position, sheet.em):
            yield name


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
