"""The pieces of a query text, each with its place."""

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\()
      | (?P<close>\))
      | (?P<sign>[-+]+(?=[^\s)+-]))
      | (?P<field>[^\W\d_]+):
      | (?P<phrase>"[^"]*"(?:(?:[~^][\d.]*|\*)(?=[\s()]|$))?)
      | (?P<quote>")
      | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
STRAIGHT = str.maketrans(dict.fromkeys("“”„«»", '"'))
"""Quotation marks as word processors and phones set them; one for one, so that every place stays that of the typed."""
OPERATORS = {
    "AND": "and",
    "DAN": "and",
    "&&": "and",
    "OR": "or",
    "ATAU": "or",
    "||": "or",
    "NOT": "not",
    "BUKAN": "not",
}
"""In capitals only: a letter may well be about "dan"."""


@dataclass(frozen=True)
class Piece:
    """`kind`: open, close, field, phrase, quote (that nothing closes), word, and, or, not.

    `text` as typed, but for straight quotation marks, from `start` to `end`.
    """

    kind: str
    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """A sign may stand before anything: `-` is a NOT; `+` says what holds without it, so it is no piece."""
    found = []
    for match in _PIECE.finditer(text.translate(STRAIGHT)):
        kind = str(match.lastgroup)
        typed = match.group(kind)
        if kind == "sign" and typed[0] == "-":
            kind = "not"
        elif kind == "word":
            kind = OPERATORS.get(typed, kind)
        if kind not in ("space", "sign"):
            found.append(Piece(kind, typed, match.start(), match.end()))
    return found


def shallow(found: list[Piece], deepest: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces without the parentheses that stand deeper, and the opening ones left out."""
    kept, left, depth = [], [], 0
    for piece in found:
        depth += piece.kind == "open"
        if depth <= deepest or piece.kind not in ("open", "close"):
            kept.append(piece)
        elif piece.kind == "open":
            left.append(piece)
        depth = max(depth - (piece.kind == "close"), 0)
    return kept, left
