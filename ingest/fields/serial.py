"""Numbers of which a part is no type: a serial that a pen wrote, or blanks where strokes would be.

What the engine makes of a pen are signs that no number has. Such a piece is left open; what is typed is said.
"""

import re

LEAST_PIECES, MOST_PIECES = 3, 9
MOST_WORDS, MOST_SIGNS = 6, 24
"""Words and signs of one piece between two strokes: 1932 PAN.PA.W 15 - A 12."""
MOST_PEN = 12
"""Signs that are read of a serial by pen."""
TYPED = re.compile(r"[\w.,\-–—&+]+(?: (?![a-z])[\w.,\-–—&+]+)*")
"""What a typed piece is made of; a word in small letters is none of a number."""
STROKES = re.compile(r"[1lIT|!VX]{1,5}")
"""A Roman month as it is misread."""
LAST = re.compile(r"(?:\d{4}|\d{2}|[IVX]{1,4})\W?")
"""What a number with many pieces ends in: the year, or the month."""


def of_pen(said: str) -> str | None:
    """A whole value as a number, with a blank for the one piece that is no type; None where it is no number."""
    pieces = [piece.strip() for piece in said.strip(" .,;").split("/")]
    odd = [place for place, piece in enumerate(pieces) if piece and not _is_typed(piece)]
    if not LEAST_PIECES <= len(pieces) <= MOST_PIECES or len(odd) > 1 or not LAST.fullmatch(pieces[-1]):
        return None
    if any(len(pieces[place]) > MOST_PEN or pieces[place].islower() for place in odd):
        return None
    left = ["" if place in odd else piece for place, piece in enumerate(pieces)]
    return "/".join(left) if len([piece for piece in left if piece]) >= LEAST_PIECES - 1 else None


def _is_typed(piece: str) -> bool:
    if STROKES.fullmatch(piece):
        return True
    return TYPED.fullmatch(piece) is not None and len(piece) <= MOST_SIGNS and len(piece.split()) <= MOST_WORDS
