"""What one word, phrase, number or date of a query asks for, and what is wrong with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from search.analysis import forms
from search.dates import Days, how_many, span, years
from search.effort import MOST, MOST_WORDS, of_leaf
from search.leaves import leaf
from search.lexer import Piece
from search.numbers import words_of
from search.parsed import Problem
from search.strange import apart, plain
from search.tree import FIELDS, Leaf, Number, Range, Tree

QUOTED = 40
"""Letters of the query that a sentence repeats."""
RANGES = ("date", "year", "count")
"""Kinds of fields that take ranges."""


def read(field: str, text: str, today: date) -> Days | None:
    """A date, a year or how many, as its field takes it."""
    kind = FIELDS[field]
    return how_many(text) if kind == "count" else span(text, today) if kind == "date" else years(text, today)


class Values:
    """Counts what the values of one query take, and collects its problems. `end`: where it ends; `either`: whether it
    has an OR."""

    def __init__(self, end: int, today: date) -> None:
        self.end, self.today = end, today
        self.problems: list[Problem] = []
        self.either = False
        self.effort = 0.0

    @property
    def full(self) -> bool:
        return self.effort > MOST

    def say(self, start: int, end: int, sentence: str, **params: Any) -> None:
        short = {name: one if len(str(one)) <= QUOTED else one[: QUOTED - 1] + "…" for name, one in params.items()}
        self.problems.append(Problem(start, end, sentence, short))

    def days(self, field: str, piece: Piece) -> Tree | None:
        found = read(field, piece.text.strip('"'), self.today)
        if found is None:
            sentence = (
                "%(value)s is no number; write 2, >=1 or 1..5."
                if FIELDS[field] == "count"
                else "%(value)s is no date; write 2019, 2019-03, 5/3/2019, 3/1985..6/1985 or last month."
            )
            self.say(piece.start, piece.end, sentence, value=piece.text)
            return None
        return self.range(field, piece, found)

    def range(self, field: str, piece: Piece, days: Days) -> Tree | None:
        low, high = days
        if low is not None and high is not None and low > high:
            self.say(piece.start, piece.end, "The end of %(value)s lies before its beginning.", value=piece.text)
        return self.counted(Range(field, low, high), piece)

    def number(self, pieces: Sequence[Piece], lean: str) -> Tree | None:
        """A reference number that was typed in one or more pieces."""
        words = words_of(" ".join(piece.text for piece in pieces))
        return self.counted(Number(words, lean=lean), pieces[0])

    def leaf(self, piece: Piece, field: str | None, lean: str | None = None) -> Tree | None:
        kind = FIELDS.get(field or lean or "", "text")
        piece, strange = plain(piece, kind)
        if strange is not None:
            self.say(strange.start, strange.end, strange.sentence, **strange.params)
        text = piece.text if apart(piece) is None else piece.text.rpartition('"')[0]
        words = [word.folded for word in forms(text)]
        if not words:
            if piece.kind == "phrase" or any(letter not in "*~-+&|.,;:!?/" for letter in piece.text):
                sentence = "%(text)s holds no letter or digit to search for."
                self.say(piece.start, piece.end, sentence, text=piece.text)
            return None
        return self.counted(leaf(words, piece, field, lean), piece)

    def counted(self, tree: Leaf | Range, piece: Piece) -> Tree | None:
        """The tree while there is room for one more."""
        full = self.full
        self.effort += of_leaf(tree, either=self.either)
        if self.full and not full:
            told = "This asks for too much at once, at most %(most)s plain words; the rest was left out."
            self.say(piece.start, self.end, told, most=MOST_WORDS)
        return None if self.full else tree
