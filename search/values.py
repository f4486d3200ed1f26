"""What one word, phrase or date of a query asks for, and what is wrong with it."""

from typing import Any

from search.analysis import forms
from search.dates import Days, span, years
from search.leaves import leaf
from search.lexer import Piece
from search.parsed import Problem
from search.strange import plain
from search.tree import FIELDS, Range, Tree

MOST_CLAUSES = 64
"""Words: more is no question of a person but an attack on the engine."""
QUOTED = 40
"""Letters of the query that a sentence repeats."""


def read(field: str, text: str) -> Days | None:
    """A date or year as its field takes it."""
    return span(text) if FIELDS[field] == "date" else years(text)


class Values:
    """Counts the values of one query, which ends at `end`, and collects its problems."""

    def __init__(self, end: int) -> None:
        self.end = end
        self.problems: list[Problem] = []
        self.clauses = 0

    @property
    def full(self) -> bool:
        return self.clauses > MOST_CLAUSES

    def say(self, start: int, end: int, sentence: str, **params: Any) -> None:
        short = {name: one if len(str(one)) <= QUOTED else one[: QUOTED - 1] + "…" for name, one in params.items()}
        self.problems.append(Problem(start, end, sentence, short))

    def days(self, field: str, piece: Piece) -> Tree | None:
        found = read(field, piece.text.strip('"'))
        if found is None:
            sentence = "%(value)s is no date; write 2019, 2019-03, 5/3/2019 or 3/1985..6/1985."
            self.say(piece.start, piece.end, sentence, value=piece.text)
            return None
        low, high = found
        if low is not None and high is not None and low > high:
            self.say(piece.start, piece.end, "The end of %(value)s lies before its beginning.", value=piece.text)
        return Range(field, low, high) if self.counted(piece) else None

    def leaf(self, piece: Piece, field: str | None) -> Tree | None:
        piece, strange = plain(piece, exact=field is not None and FIELDS[field] == "word")
        if strange is not None:
            self.say(strange.start, strange.end, strange.sentence, **strange.params)
        words = [word.folded for word in forms(piece.text)]
        if not words:
            if piece.kind == "phrase" or any(letter not in "*~-+&|.,;:!?/" for letter in piece.text):
                sentence = "%(text)s holds no letter or digit to search for."
                self.say(piece.start, piece.end, sentence, text=piece.text)
            return None
        return leaf(words, piece, field) if self.counted(piece) else None

    def counted(self, piece: Piece) -> bool:
        """Whether there is room for one more clause."""
        full = self.full
        self.clauses += 1
        if self.full and not full:
            self.say(piece.start, self.end, "More than %(most)s words; the rest was left out.", most=MOST_CLAUSES)
        return not self.full
