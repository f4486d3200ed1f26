"""The block in which a letter is signed: the closing words, the position, the name."""

import re
from collections.abc import Iterator

from ingest.fields.lines import Cell, Line, Part, Sheet

ROLES = (
    "kepala|kadis|kades|ketua|wakil|sekretaris|sekda|sekcam|sekdes|bupati|wali ?kota|wali nagari|gubernur|menteri|"
    "presiden|camat|lurah|perbekel|keuchik|penghulu|direktur|direksi|rektor|dekan|komandan|inspektur|kapol\\w+|kasat|"
    "dandim|danramil|panitera|pimpinan|manajer|manager|general manager|supervisor|pejabat|penjabat|koordinator|"
    "bendahara|kabag|kasubb?ag|kabid|kasi|asisten|jaksa|hakim|panglima|deputi|wedana|burgemeester|"
    "(?:assistent-)?resident|controleur|secretaris|directeur|chairman|president"
)
_FOR = r"(?:(?:a ?\. ?n\b|(?-i:an|An|AN)\.|(?-i:(?:an|An)\b(?! *[a-z]))|u\.? ?b\b)[. ]*)"
POSITION = re.compile(rf"\W{{0,3}}(?:{_FOR}|(?:plt|plh|pj|pjs|ps)\b[. ]*)?(?:{ROLES})\b", re.IGNORECASE)
"""How the line of the signer's position begins."""
ON_BEHALF = re.compile(rf"\W{{0,3}}{_FOR}(?=(?:{ROLES})\b)", re.IGNORECASE)
"""a.n. Bupati Sukamaju: in whose name another signs."""
CLOSING = re.compile(
    r"\W{0,3}(?:hormat (?:kami|saya)|salam hormat|"
    r"wass?alam\w*(?:['’`]\w+)?(?:\W+w[rb]\b\.?){0,2}(?:\W+wabara\w+)?|"
    r"pemohon|yang (?:membuat|menyatakan|memohon)\b.{0,12}|"
    r"(?:(?:very|most|yours) ){0,2}(?:respectfully|truly|sincerely|faithfully)(?: yours)?|hoogachtend)\W*$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\w \w.*,$")
"""A position of more than one word, and the comma behind it."""
COMPANY = re.compile(r"\W*(?:pt|cv|ud|yayasan|koperasi|panitia|pengurus)\b", re.IGNORECASE)
NAME = re.compile(r"[\W_]*[^\W\d_]{2,}[.']?(?:[\s.,]+[^\W\d_]+[.']?){1,6}[\W_]*$")
NO_NAME = re.compile(
    r"\W*(?:t ?t ?d|tembusan|nip|meterai|materai|cap|stempel|tanda tangan|ditandatangani)\b", re.IGNORECASE
)
BLOCK_LINES, POSITION_LINES = 8, 3
SHIFT = 8.0
"""Ems by which the lines of a block, centred or not, may begin left or right of each other."""


def signer(sheet: Sheet, begin: int) -> Part | None:
    """Who signed on this page, from line `begin` on: the position, the company or the name below the closing words, or
    a position before its comma, or in whose name; None where neither stands."""
    for place, line in enumerate(sheet.lines[begin:], begin):
        for cell in line.cells:
            if CLOSING.match(line.said(cell)):
                return _closed(sheet, place, cell)
            behalf = ON_BEHALF.match(line.text, cell.start, cell.end)
            if behalf:
                return Part(line, behalf.end(), cell.end)
            if POSITION.match(line.text, cell.start) and WHOLE.search(line.said(cell)):
                return Part(line, cell.start, cell.end)
    return None


def _closed(sheet: Sheet, place: int, cell: Cell) -> Part | None:
    """Below the closing words a position or a company before a name."""
    block = [Part(line, other.start, other.end) for line, other in below(sheet, place, cell)]
    offices = (part for part in block if POSITION.match(part.said) or COMPANY.match(part.said))
    names = (part for part in block if _is_name(part.said))
    return next(offices, None) or next(names, None)


def _is_name(said: str) -> bool:
    """Words with capitals, without figures: a person, as signatures are typed."""
    words = re.findall(r"[^\W\d_]+", said)
    return NAME.match(said) is not None and not NO_NAME.match(said) and all(word[0].isupper() for word in words)


def below(sheet: Sheet, place: int, cell: Cell, lines: int = BLOCK_LINES) -> Iterator[tuple[Line, Cell]]:
    """The cells of the next lines that stand in the column of a cell."""
    for line in sheet.lines[place + 1 : place + 1 + lines]:
        for other in line.cells:
            over = min(cell.right, other.right) - max(cell.left, other.left)
            if over > 0 or abs(other.left - cell.left) < SHIFT * sheet.em:
                yield line, other
                break


def is_signed_below(sheet: Sheet, place: int, cell: Cell) -> bool:
    """Whether a position or the closing words stand close below a cell."""
    return any(
        POSITION.match(line.text, other.start) or CLOSING.match(line.said(other))
        for line, other in below(sheet, place, cell, POSITION_LINES)
    )
