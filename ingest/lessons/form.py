"""The form of a sender's reference numbers: what stands between their strokes. By it a number is told from other
figures, and what was misread in it is mended where only one reading is possible."""

import re
from collections.abc import Sequence

from ingest.lessons.likeness import is_close
from schemas.months import ROMAN

FIGURES, MONTH, YEAR, ANY = "figures", "month", "year", "any"
"""What a piece may be, beside "=X": always X."""
LEAST = 2
"""Numbers that must agree."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_AS_FIGURE = str.maketrans("OoIl|", "00111")
_AS_ONE = str.maketrans("1l|TtJ!", "IIIIIII")
"""What the I of a Roman month is misread as."""
STROKE = "IlJ1|!"
"""What a stroke is misread as."""


def form_of(numbers: Sequence[str]) -> list[str]:
    """What the pieces of these numbers have in common; empty where they are not of one form."""
    split = [number.split("/") for number in numbers]
    if len(split) < LEAST or len({len(pieces) for pieces in split}) > 1 or len(split[0]) == 1:
        return []
    return [_kind(set(pieces)) for pieces in zip(*split, strict=True)]


def fitted(number: str, form: Sequence[str]) -> str | None:
    """The number as its form wants it; None for one that is not of that form."""
    pieces = number.split("/")
    if len(pieces) < len(form):
        pieces = _parted(pieces, form)
    if len(pieces) != len(form):
        return None
    mended = [_mended(piece, kind) for piece, kind in zip(pieces, form, strict=True)]
    return "/".join(one for one in mended if one is not None) if None not in mended else None


def _kind(pieces: set[str]) -> str:
    if all(_YEAR.fullmatch(piece) for piece in pieces):
        return YEAR
    if all(map(str.isdecimal, pieces)):
        return FIGURES
    if all(piece in ROMAN for piece in pieces):
        return MONTH
    return f"={pieces.pop()}" if len(pieces) == 1 else ANY


def _mended(piece: str, kind: str) -> str | None:
    piece = piece.strip()
    if kind == ANY:
        return piece
    if kind == MONTH:
        month = piece.translate(_AS_ONE)
        return month if month in ROMAN else None
    if kind in (YEAR, FIGURES):
        figures = piece.translate(_AS_FIGURE)
        return figures if (_YEAR.fullmatch(figures) if kind == YEAR else figures.isdecimal()) else None
    return kind[1:] if is_close(piece.casefold(), kind[1:].casefold()) else None


def _parted(pieces: Sequence[str], form: Sequence[str]) -> list[str]:
    """With the strokes back that were read as letters beside what always stands there: YPHDIXI is YPHD/XI."""
    found: list[str] = []
    for piece in pieces:
        names = [kind[1:] for kind in form if kind.startswith("=") and len(kind) > 2]
        inside = next((name for name in names if piece != name and name in piece), None)
        if inside is None:
            found.append(piece)
            continue
        before, _, after = piece.partition(inside)
        found += [before[:-1]] if before[-1:] and before[-1] in STROKE else [before] if before else []
        found.append(inside)
        found += [after[1:]] if after[:1] and after[0] in STROKE else [after] if after else []
    return found
