"""Signs of other query languages in or behind a word: what is searched instead, and where that is said."""

import re

from search.analysis import forms
from search.lexer import Piece
from search.parsed import Problem
from search.tree import LEAST

_NUMBER = re.compile(r"\^[\d.]*$|(?<=~)\d[\d.]*$")
_BEHIND_PHRASE = re.compile(r'(?<=.")[^"]+$')
_WILD = re.compile(r"[*?]+")
_END = "*~?!.,;:"
"""What may stand behind a word: its own sign, and the marks of a sentence."""


def plain(piece: Piece, exact: bool) -> tuple[Piece, Problem | None]:
    """A word or phrase with the signs that are understood only. `exact`: its field takes whole words."""
    match = (_BEHIND_PHRASE if piece.kind == "phrase" else _NUMBER).search(piece.text)
    if match is not None:
        return _without(piece, match.start())
    if piece.kind == "phrase" or not forms(piece.text):
        return piece, None
    if _WILD.search(piece.text.rstrip(_END)):
        return _wild(piece)
    return _ending(piece, exact)


def _without(piece: Piece, end: int) -> tuple[Piece, Problem]:
    kept, sign = Piece(piece.kind, piece.text[:end], piece.start, piece.end), piece.text[end:]
    sentence = "%(sign)s is not understood here; it was left out."
    return kept, Problem(piece.start + end, piece.end, sentence, {"sign": sign})


def _wild(piece: Piece) -> tuple[Piece, Problem]:
    """jem*tan: what begins with jem holds what was meant. Where too little stands before the sign: the words."""
    text = piece.text.lstrip("*?")
    if _WILD.search(text.rstrip(_END)):
        first = [word.folded for word in forms(_WILD.split(text)[0])]
        if len(first) == 1 and len(first[0]) >= LEAST["*"]:
            text = f"{first[0]}*"
        else:
            text = f'"{" ".join(word.folded for word in forms(text))}"'
    sentence = "* and ? before or inside a word are not understood; %(instead)s was searched."
    instead = Piece("phrase" if text[0] == '"' else "word", text, piece.start, piece.end)
    return instead, Problem(piece.start, piece.end, sentence, {"instead": text})


def _ending(piece: Piece, exact: bool) -> tuple[Piece, Problem | None]:
    """j* and ab~ would find too much; behind several words a sign has no meaning."""
    sign, words = piece.text[-1], forms(piece.text)
    if sign not in LEAST or (len(words) == 1 and len(words[0].folded) >= LEAST[sign] and not exact):
        return piece, None
    if exact or len(words) > 1:
        return _without(piece, len(piece.text) - 1)
    sentence = "%(sign)s needs %(least)s letters before it; it was left out."
    kept = Piece("word", piece.text[:-1], piece.start, piece.end)
    return kept, Problem(piece.end - 1, piece.end, sentence, {"sign": sign, "least": LEAST[sign]})
