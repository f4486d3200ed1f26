"""The pieces of a query text, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\()
      | (?P<close>\))
      | (?P<sign>[-+]+(?=[^\s)+-]))
      | (?P<field>[^\W\d_]+\??):
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
    "TANPA": "not",
}
"""In capitals only: a letter may well be about "dan"."""
_NEAR = re.compile(r"(?:NEAR|DEKAT)(?:/\d+)?")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Soft hyphens, signs of no width and of the direction of writing: they come along with what is copied."""
NEAR_WORDS = 10
"""Words that may stand between two for which no number is said."""


@dataclass(frozen=True)
class Piece:
    """`kind`: open, close, field, phrase, quote (that nothing closes), word, and, or, not, near.

    `text` as typed, but for straight quotation marks and without signs that nobody sees, from `start` to `end`.
    """

    kind: str
    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """A sign may stand before anything: `-` is a NOT; `+` says what holds without it, so it is no piece."""
    shown = [at for at, letter in enumerate(text) if not _INVISIBLE.match(letter)]
    found = []
    for match in _PIECE.finditer(_INVISIBLE.sub("", text).translate(STRAIGHT)):
        kind = str(match.lastgroup)
        typed = match.group(kind)
        if kind == "sign" and typed[0] == "-":
            kind = "not"
        elif kind == "word":
            kind = "near" if _NEAR.fullmatch(typed) else OPERATORS.get(typed, kind)
        if kind not in ("space", "sign"):
            found.append(Piece(kind, typed, shown[match.start()], shown[match.end() - 1] + 1))
    return found


def brought_near(found: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """jalan NEAR/5 rusak as the phrase "jalan rusak"~5; and each NEAR that has no word on one of its sides."""
    kept: list[Piece] = []
    alone: list[Piece] = []
    at = 0
    while at < len(found):
        piece = found[at]
        behind = found[at + 1] if at + 1 < len(found) else None
        if piece.kind != "near":
            kept.append(piece)
        elif kept and behind and {kept[-1].kind, behind.kind} <= {"word", "phrase"}:
            before = kept.pop()
            words = " ".join(one.text.partition("~")[0].replace('"', "") for one in (before, behind))
            most = piece.text.partition("/")[2] or str(NEAR_WORDS)
            kept.append(Piece("phrase", f'"{words}"~{most}', before.start, behind.end))
            at += 1
        else:
            alone.append(piece)
        at += 1
    return kept, alone


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
