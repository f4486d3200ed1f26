"""A plain sentence: which of its words say how the others are meant.

"surat dari dinas pekerjaan umum tentang jembatan bulan lalu" asks for dinas, pekerjaan, umum rather in the sender, for
jembatan rather in the subject, among the letters of last month. Only words that nothing joins are read so: with AND, OR
or parentheses a query is taken as it stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from search.analysis import forms
from search.dates import Days, beside, counted_from, spoken, written
from search.function_words import ANSWERS, BETWEEN, KINDS, LEANS, LEFT, LETTERS, NUMBERED, OF_YEAR, SPEAKING
from search.lexer import Piece
from search.numbers import is_number
from search.spoken_days import SPOKEN, compact

_SINCE = frozenset(["sejak", "semenjak", "since", "sinds"])
_BEFORE, _AFTER = frozenset(["sebelum", "before"]), frozenset(["setelah", "sesudah", "after"])
_ON = frozenset(["tanggal", "tgl", "tertanggal", "dated"])
_OF = _ON | frozenset(["of", "van"])
_BETWEEN = frozenset(["antara", "between", "tussen", "dari", "from"])
_TO = frozenset(["sampai", "hingga", "sd", "to", "until", "till", "tot", "dan", "and", "en"])
_SIGNS = {**dict.fromkeys(_SINCE, ">="), **dict.fromkeys(_BEFORE, "<"), **dict.fromkeys(_AFTER, ">")}
_SAYS_WHEN = frozenset(_SIGNS) | _ON | _BETWEEN
LONGEST = 6
"""Words of a date: 7 bulan yang akan datang."""
FIRST, LAST = 1800, 2100
"""Years that a number of four figures may be."""
_EDGES = ".,;:!?"


@dataclass(frozen=True)
class Part:
    """Some pieces that belong together. `kind`: word (one of them, `lean` being where it counts most), number (of a
    letter, `lean` too), days (`loosely`: or else the words as they stand), left (not searched)."""

    kind: str
    pieces: tuple[Piece, ...]
    lean: str | None = None
    days: Days | None = None
    loosely: bool = False


def speaks(word: str) -> bool:
    """Whether a folded word may mean more in a sentence than itself."""
    return word in SPEAKING or word in SPOKEN or word in _SAYS_WHEN or word in _TO or any(map(str.isdigit, word))


def read(pieces: Sequence[Piece], today: date) -> list[Part]:
    """Words and phrases that follow one another, as they are meant; each as a word where nothing else is left."""
    parts = _Sentence(pieces, today).parts()
    if all(part.kind == "left" for part in parts):
        return [Part("word", (piece,)) for piece in pieces]
    return parts


class _Sentence:
    """Read from the left, each piece once; at each the first of the rules that holds there takes some pieces."""

    def __init__(self, pieces: Sequence[Piece], today: date) -> None:
        self.pieces, self.today = pieces, today
        self.words = _plain_words(pieces)
        self.lean: str | None = None
        self.rules: tuple[Callable[[int], list[Part]], ...] = (
            self.answer,
            self.number,
            self.days,
            self.leans,
            self.left,
        )

    def parts(self) -> list[Part]:
        found: list[Part] = []
        at = 0
        while at < len(self.pieces):
            taken = next(filter(None, (rule(at) for rule in self.rules)), None) or [self.content(at)]
            found += taken
            at += sum(len(part.pieces) for part in taken)
        return found

    def word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def content(self, at: int) -> Part:
        return Part("word", (self.pieces[at],), self.lean)

    def answer(self, at: int) -> list[Part]:
        """An answer to a number: letters that refer to it."""
        if self.word(at) not in ANSWERS:
            return []
        number = at + 1
        while self.word(number) in BETWEEN:
            number += 1
        end = self.number_end(number, led=True)
        if not end:
            return []
        found = [self.without(at, number), Part("number", tuple(self.pieces[number:end]), "references")]
        behind = self.one_time(end + 1) if self.word(end) in _OF else None  # the day of that letter, not of its answer
        return [*found, self.without(end, behind[1])] if behind else found

    def number(self, at: int) -> list[Part]:
        """A number, by its strokes or by the word before it; one that may be a date is either."""
        led = self.word(at) in NUMBERED
        first = at + led
        end = self.number_end(first, led=led)
        if not end or (not led and end == first + 1 and self.one_time(first)):
            return []
        found = Part("number", tuple(self.pieces[first:end]), "number")
        return [self.without(at, first), found] if led else [found]

    def number_end(self, first: int, *, led: bool) -> int:
        """Behind the number that begins here; 0 where none does."""
        if first >= len(self.pieces) or self.pieces[first].kind != "word":
            return 0
        end = first + 1
        while joined := self.goes_on(end):
            end += joined
        text = "".join(piece.text for piece in self.pieces[first:end])
        figures = any(map(str.isdigit, text))
        if self.word(end) in OF_YEAR and _is_year(self.word(end + 1)) and figures:
            return end + 2
        return end if figures and (led or is_number(text)) else 0

    def goes_on(self, end: int) -> int:
        """How many pieces more belong to a number, for the strokes between them."""
        before, here = self.pieces[end - 1].text, self.pieces[end].text if end < len(self.pieces) else ""
        if here and (before.endswith("/") or here.startswith("/")):
            return 1
        behind = self.pieces[end + 1].text if end + 1 < len(self.pieces) else ""
        return 2 if here in ("-", "–") and behind[:1].isalnum() and any(map(str.isdigit, before)) else 0

    def days(self, at: int) -> list[Part]:
        """A time, between two, since, before or behind one."""
        said = self.word(at)
        led = said in _SAYS_WHEN
        first = at + led
        found = self.one_time(first)
        if found is None:
            return []
        (low, high), end, counted = found
        other = self.one_time(end + 1) if compact(self.text(end)) in _TO and (said in _BETWEEN or not led) else None
        if other is not None:
            return self.time(at, other[1], (low, other[0][1]))
        if said in _BETWEEN:
            return []
        if said in _SIGNS:
            open_days = beside(_SIGNS[said], low, high)
            return self.time(at, end, open_days) if open_days else []
        return self.time(at, end, (low, high), loosely=not (led or counted))

    def time(self, at: int, end: int, days: Days, *, loosely: bool = False) -> list[Part]:
        self.lean = None
        return [Part("days", tuple(self.pieces[at:end]), days=days, loosely=loosely)]

    def one_time(self, at: int) -> tuple[tuple[int, int], int, bool] | None:
        """The longest time that begins here, behind which piece it ends, and whether it is counted from today."""
        if at >= len(self.pieces) or not (self.text(at)[:1].isdigit() or compact(self.text(at)) in SPOKEN):
            return None
        for end in range(min(at + LONGEST, len(self.pieces)), at, -1):
            if any(piece.kind != "word" for piece in self.pieces[at:end]):
                continue
            text = " ".join(map(self.text, range(at, end)))
            counted = counted_from(text, self.today)
            days = counted or written(text) or spoken(text, self.today)
            if days and (end - at > 1 or self.may_be_time(text)):
                return days, end, counted is not None
        return None

    def may_be_time(self, text: str) -> bool:
        """Whether one word may: a year or "yesterday" with others, figures with signs, no name of a month."""
        if text.isdecimal():
            return _is_year(text) and len(self.pieces) > 1
        return any(map(str.isdigit, text)) or (len(self.pieces) > 1 and counted_from(text, self.today) is not None)

    def leans(self, at: int) -> list[Part]:
        """What follows is looked for in a field rather than elsewhere, until another such word or a time."""
        lean = LEANS.get(self.word(at))
        if lean is None or at + 1 == len(self.pieces):
            return []
        self.lean = lean
        return [self.without(at, at + 1)]

    def left(self, at: int) -> list[Part]:
        word = self.word(at)
        says_which = word in LETTERS and self.says_which(at + 1)
        names = word in KINDS and self.text(at + 1)[:1].isupper()
        return [self.without(at, at + 1)] if word in LEFT or says_which or names else []

    def says_which(self, at: int) -> bool:
        word = self.word(at)
        return word in LEFT | LEANS.keys() | _SAYS_WHEN or bool(self.number(at) or self.answer(at) or self.one_time(at))

    def without(self, start: int, end: int) -> Part:
        return Part("left", tuple(self.pieces[start:end]))

    def text(self, at: int) -> str:
        return self.pieces[at].text.strip(_EDGES) if at < len(self.pieces) else ""


def _plain_words(pieces: Sequence[Piece]) -> list[str]:
    """Each as a folded word that may mean more than itself, "" for what is no such word: phrases, words with signs, and
    what alone stands in capitals, as names do."""
    shouted = all(piece.text.isupper() for piece in pieces)
    found = []
    for piece in pieces:
        plain = piece.kind == "word" and piece.text.rstrip(_EDGES).isalnum()
        words = forms(piece.text) if plain else []
        name = len(piece.text) > 1 and piece.text.isupper() and not shouted
        found.append(words[0].folded if len(words) == 1 and not name else "")
    return found


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and FIRST <= int(text) <= LAST
