"""Signs in or behind a word: which are understood there, and where it is said what is searched instead."""

import re

from search.analysis import forms
from search.lexer import Piece
from search.parsed import Problem
from search.tree import LEAST

_NUMBER = re.compile(r"\^[\d.]*$|(?<=~)\d[\d.]*$")
_BEHIND_PHRASE = re.compile(r'(?<=.")[^"]+$')
_APART = re.compile(r"~(\d{1,3})")
_WILD = re.compile(r"[*?]+")
_END = "*~?!.,;:"
"""What may stand behind a word: its own sign, and the marks of a sentence."""
MOST_APART, MOST_NEAR = 50, 3
"""Words that may stand between two that are asked for near each other, and how many may be."""
MOST_WILD = 4
"""Signs * and ? of a word."""
LONGEST = 40
"""Letters of a word with a sign: an engine makes a machine of all of them, and has no room for one of hundreds."""
TOO_LONG = "A word with * ? or ~ has at most %(most)s letters; %(instead)s was searched."


def plain(piece: Piece, kind: str) -> tuple[Piece, Problem | None]:
    """A word or phrase with the signs that are understood only; one with * or ? in it is of the kind "pattern".
    `kind`: what its field takes (search.tree.FIELDS), "text" without a field."""
    if piece.kind == "phrase" and kind == "text" and (found := _near(piece)) is not None:
        return found
    match = (_BEHIND_PHRASE if piece.kind == "phrase" else _NUMBER).search(piece.text)
    if match is not None:
        return _without(piece, match.start())
    if piece.kind == "phrase" or not forms(piece.text):
        return piece, None
    if _WILD.search(piece.text.rstrip(_END)):
        return _wild(piece, kind)
    return _ending(piece, kind)


def apart(piece: Piece) -> int | None:
    """How many words may stand between those of a phrase; None: they follow one another."""
    match = _APART.fullmatch(piece.text.rpartition('"')[2])
    return int(match[1]) if match and piece.kind == "phrase" else None


def _near(piece: Piece) -> tuple[Piece, Problem | None] | None:
    """None: it is no question for words near each other."""
    most, words = apart(piece), {word.folded for word in forms(piece.text.rpartition('"')[0])}
    if most is None or len(words) < 2:
        return None
    phrase, start = piece.text.rpartition("~")[0], piece.start + piece.text.rindex("~")
    if len(words) > MOST_NEAR:
        told = Problem(start, piece.end, "At most %(most)s words can be near each other.", {"most": MOST_NEAR})
        return Piece("phrase", phrase, piece.start, piece.end), told
    if most > MOST_APART:
        told = Problem(start, piece.end, "At most %(most)s words may stand between.", {"most": MOST_APART})
        return Piece("phrase", f"{phrase}~{MOST_APART}", piece.start, piece.end), told
    return piece, None


def _without(piece: Piece, end: int) -> tuple[Piece, Problem]:
    kept, sign = Piece(piece.kind, piece.text[:end], piece.start, piece.end), piece.text[end:]
    sentence = "%(sign)s is not understood here; it was left out."
    return kept, Problem(piece.start + end, piece.end, sentence, {"sign": sign})


def _wild(piece: Piece, kind: str) -> tuple[Piece, Problem | None]:
    """jem*tan as a pattern of letters and signs. What would find too much is searched by its beginning where that is
    enough, else by its words; in a number any parts may stand for the sign."""
    text = piece.text.rstrip(_END.replace("*", ""))
    parts = [forms(part) for part in _WILD.split(text)]
    signs = [sign if "*" not in sign else "*" for sign in _WILD.findall(text)]
    words = [word.folded for part in parts for word in part]
    if kind == "number" and len(words) > 1:
        return Piece("word", "/".join(words), piece.start, piece.end), None
    whole = all(len(part) <= 1 for part in parts) and all(map(str.isalnum, _WILD.sub("", text)))
    length = sum(map(len, words))
    enough = LEAST["?"] <= length <= LONGEST and len(signs) <= MOST_WILD
    if whole and enough and kind in ("text", "number"):
        letters = ["".join(word.folded for word in part) for part in parts]
        made = "".join(map("".join, zip(letters, [*signs, ""], strict=True)))
        return Piece("pattern", made, piece.start, piece.end), None
    first = [word.folded for word in parts[0]]
    plain_words = words[0] if len(words) == 1 else f'"{" ".join(words)}"'
    instead = f"{first[0]}*" if len(first) == 1 and len(first[0]) >= LEAST["*"] else plain_words
    sentence = "* and ? need %(least)s letters in one word, and at most %(most)s of them; %(instead)s was searched."
    said: dict[str, object] = {"least": LEAST["?"], "most": MOST_WILD, "instead": instead}
    if length > LONGEST:
        sentence, said = TOO_LONG, {"most": LONGEST, "instead": instead}
    kind = "phrase" if instead[0] == '"' else "word"
    return Piece(kind, instead, piece.start, piece.end), Problem(piece.start, piece.end, sentence, said)


def _ending(piece: Piece, kind: str) -> tuple[Piece, Problem | None]:
    """j* and ab~ would find too much; behind several words a sign has no meaning."""
    exact = kind == "word"
    sign, words = piece.text[-1], forms(piece.text)
    long = sign == "~" and len(words) == 1 and len(words[0].folded) > LONGEST
    if sign not in ("*", "~") or (len(words) == 1 and len(words[0].folded) >= LEAST[sign] and not exact and not long):
        return piece, None
    if exact or len(words) > 1:
        return _without(piece, len(piece.text) - 1)
    sentence = "%(sign)s needs %(least)s letters before it; it was left out."
    kept = Piece("word", piece.text[:-1], piece.start, piece.end)
    if long:
        return kept, Problem(piece.start, piece.end, TOO_LONG, {"most": LONGEST, "instead": kept.text})
    return kept, Problem(piece.end - 1, piece.end, sentence, {"sign": sign, "least": LEAST[sign]})
