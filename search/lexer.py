"""The pieces of a query text, each with its place."""

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\()
      | (?P<close>\))
      | (?P<field>[^\W\d_]+):(?=\S)
      | (?P<phrase>"[^"]*"?)
      | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
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
    """`kind`: open, close, field, phrase, word, and, or, not; `text` as typed, from `start` to `end`."""

    kind: str
    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    found = []
    for match in _PIECE.finditer(text):
        kind = str(match.lastgroup)
        typed = match.group(kind)
        if kind == "space":
            continue
        if kind == "word" and typed in OPERATORS:
            kind = OPERATORS[typed]
        elif kind == "word" and typed[0] == "-" and len(typed) > 1:
            found.append(Piece("not", "-", match.start(), match.start() + 1))
            found.append(Piece("word", typed[1:], match.start() + 1, match.end()))
            continue
        elif kind == "word" and typed == "-" and text[match.end() : match.end() + 1] in ('"', "("):
            kind = "not"
        found.append(Piece(kind, typed, match.start(), match.end()))
    return found
