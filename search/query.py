"""The query language: words and plain sentences, "phrases", AND OR NOT NEAR, prefix*, pat*ern, fuzzy~, field:value,
field?:value, numbers, dates, parentheses.

`parse` never fails: what cannot be understood becomes a problem that points at its place, and the rest is searched.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from search import sentence
from search.leaves import field_of
from search.lexer import Piece, brought_near, pieces, shallow
from search.numbers import is_number
from search.parsed import Parsed, Sense, few, senses, written
from search.sentence import Part
from search.tree import FIELDS, LEANING, And, Everything, Not, Or, Tree
from search.values import RANGES, Values, read

LONGEST, DEEPEST = 1000, 20
"""Code points, levels of parentheses: more is no question of a person but an attack on the engine."""
JOINING = ("and", "or", "open")
"""Pieces that say how words belong together: then a query is no plain sentence."""


def parse(text: str, today: date | None = None) -> Parsed:
    """The tree of a query and what was wrong with it; days are counted from `today`, which is that of this machine
    where none is given. Never raises."""
    today = today or datetime.now().astimezone().date()
    found = _Parser(text, today, literally=False).parsed()
    if not found.senses:
        return found
    literal = _Parser(text, today, literally=True).parsed()
    return replace(found, literal=written(literal.tree)) if literal.tree != found.tree else replace(found, senses=())


class _Parser:
    """Recursive descent over the pieces: or < and < not < one."""

    def __init__(self, text: str, today: date, *, literally: bool) -> None:
        self.text = text[:LONGEST]
        self.values = Values(len(self.text), today)
        self.say, self.problems = self.values.say, self.values.problems
        if len(text) > LONGEST:
            told = "The query is longer than %(most)s characters; the rest was left out."
            self.say(LONGEST, len(text), told, most=LONGEST)
        self.pieces = self._sound(pieces(self.text))
        self.values.either = any(piece.kind == "or" for piece in self.pieces)
        self.plain = not any(piece.kind in JOINING for piece in self.pieces)
        self.literally = literally or not self.plain
        self.senses: list[Sense] = []
        self.field: str | None = None
        self.lean: str | None = None
        self.place = 0

    def _sound(self, found: list[Piece]) -> list[Piece]:
        """The pieces without what cannot be understood, which is told."""
        found, deeper = shallow(found, DEEPEST)
        if deeper:
            told = "Parentheses stand deeper than %(most)s; the inner ones were left out."
            self.say(deeper[0].start, deeper[0].end, told, most=DEEPEST)
        for piece in found:
            if piece.kind == "quote":
                self.say(piece.start, piece.end, "This quotation mark is not closed.")
        found, alone = brought_near([piece for piece in found if piece.kind != "quote"])
        for piece in alone:
            self.say(piece.start, piece.end, "NEAR needs a word on both sides.")
        return found

    def parsed(self) -> Parsed:
        parts = []
        while self.place < len(self.pieces):
            found = self.either()
            if found is not None:
                parts.append(found)
            if self.next("close") is not None:
                self.say(*self.last(), "There is a closing parenthesis too many.")
        tree = _joined(And, parts) or Everything()
        return Parsed(tree, few(self.problems), senses(self.senses), plain=self.plain)

    def stands(self, *kinds: str) -> bool:
        """Whether a piece of these kinds stands here."""
        return self.place < len(self.pieces) and self.pieces[self.place].kind in kinds

    def ends(self, *kinds: str) -> bool:
        """Whether no piece stands here, or one of these kinds."""
        return self.place == len(self.pieces) or self.stands(*kinds)

    def next(self, kind: str) -> Piece | None:
        if self.stands(kind):
            self.place += 1
            return self.pieces[self.place - 1]
        return None

    def last(self) -> tuple[int, int]:
        piece = self.pieces[self.place - 1]
        return piece.start, piece.end

    def either(self) -> Tree | None:
        parts = [self.all()]
        while self.next("or") is not None:
            before, place = parts[-1], self.last()
            parts.append(self.all())
            if before is None or parts[-1] is None:
                self.say(*place, "OR needs a word on both sides.")
        return _joined(Or, [part for part in parts if part is not None])

    def all(self) -> Tree | None:
        parts: list[Tree] = []
        while not self.ends("or", "close"):
            if self.next("and") is not None:
                if not parts or self.ends("or", "close", "and"):
                    self.say(*self.last(), "AND needs a word on both sides.")
                continue
            if self.stands("word", "phrase") and not self.literally:
                parts += self.spoken()
                continue
            found = self.one()
            if found is not None:
                parts.append(found)
        return _joined(And, parts)

    def spoken(self) -> list[Tree]:
        """The words and phrases from here on, as a sentence."""
        start = self.place
        while self.stands("word", "phrase"):
            self.place += 1
        parts = sentence.read(self.pieces[start : self.place], self.values.today)
        return [tree for tree in map(self.meant, parts) if tree is not None]

    def meant(self, part: Part) -> Tree | None:
        """What a part of a sentence asks for; None for what is not searched. Told where it is not as it stands."""
        found = None if part.kind == "left" else self.asked(part)
        if part.kind == "left" or (found is not None and (part.kind != "word" or part.lean)):
            kind = part.kind if part.kind in ("left", "days") else part.lean or "number"
            text = " ".join(piece.text for piece in part.pieces)
            self.senses.append(Sense(kind, text, *(part.days or (None, None))))
        return found

    def asked(self, part: Part) -> Tree | None:
        first, last = part.pieces[0], part.pieces[-1]
        if part.kind == "number":
            return self.values.number(part.pieces, part.lean or "number")
        if part.days is None:
            return self.values.leaf(first, None, part.lean)
        text = self.text[first.start : last.end]
        days = self.values.range("date", Piece("word", text, first.start, last.end), part.days)
        return days if not part.loosely or days is None else _joined(Or, [days, *self.as_it_stands(part.pieces)])

    def as_it_stands(self, written_so: Sequence[Piece]) -> list[Tree]:
        """A date as letters may have it in their text, or in their number."""
        text = " ".join(piece.text for piece in written_so)
        kind = "phrase" if len(written_so) > 1 and not is_number(text) else "word"
        found = self.values.leaf(Piece(kind, text, written_so[0].start, written_so[-1].end), None)
        return [found] if found is not None else []

    def one(self) -> Tree | None:
        if self.next("not") is not None:
            place, negative = self.last(), True
            while self.next("not") is not None:
                negative = not negative
            if self.ends("or", "and", "close"):
                self.say(*place, "NOT needs a word behind it.")
                return None
            found = self.one()
            return _negated(found) if found is not None and negative else found
        if self.next("open") is not None:
            return self.inside()
        name = self.next("field")
        if name is not None:
            return self.named(name)
        piece = self.pieces[self.place]
        self.place += 1
        return self.value(piece)

    def inside(self) -> Tree | None:
        opened = self.last()
        found = self.either()
        if self.next("close") is None and self.place == len(self.pieces):
            self.say(*opened, "This parenthesis is not closed.")
        elif found is None:
            self.say(*opened, "There is nothing between these parentheses.")
        return found

    def named(self, name: Piece) -> Tree | None:
        """What a field holds for: the word, phrase or group behind it; a blank may stand between. With ? the words may
        stand elsewhere too."""
        leaning = name.text.endswith("?")
        known = field_of(name.text.rstrip("?"))
        if known not in (LEANING if leaning else FIELDS):
            return self.unknown(name)
        before, problems = (self.field, self.lean), len(self.problems)
        self.field, self.lean = (None, known) if leaning else (known, None)
        found = self.one() if self.stands("word", "phrase", "open", "not") else None
        self.field, self.lean = before
        if found is None and len(self.problems) == problems and not self.values.full:
            self.say(name.start, name.end, "%(name)s: needs a value behind it.", name=name.text)
        return found

    def unknown(self, name: Piece) -> Tree | None:
        """A name that is no field, as a word. Before a blank it is nothing to tell of: letters say "Yth: Bapak"."""
        value = None
        if self.text[name.end : name.end + 1].strip():
            value = self.next("phrase") or self.next("word")
            told = "There is no field %(name)s; it was searched as a word."
            self.say(name.start, name.end, told, name=name.text)
        word = self.value(Piece("word", name.text, name.start, name.end))
        behind = self.value(value) if value is not None else None
        return _joined(And, [part for part in (word, behind) if part is not None])

    def value(self, piece: Piece) -> Tree | None:
        """A word or phrase, for the field that holds here; a date goes on behind blanks as long as it is one."""
        if self.field is None or FIELDS[self.field] not in RANGES:
            return self.values.leaf(piece, self.field, self.lean)
        if piece.kind == "word":
            piece = self.longest(piece, self.field)
        return self.values.days(self.field, piece)

    def longest(self, piece: Piece, field: str) -> Piece:
        """As many words from this one on as are one date, the piece alone where none are."""
        words = [piece]
        for behind in self.pieces[self.place : self.place + sentence.LONGEST - 1]:
            if behind.kind != "word":
                break
            words.append(behind)
        for count in range(len(words), 1, -1):
            text = " ".join(one.text for one in words[:count])
            if read(field, text, self.values.today) is not None:
                self.place += count - 1
                return Piece("word", text, piece.start, words[count - 1].end)
        return piece


def _negated(tree: Tree) -> Tree:
    return tree.child if isinstance(tree, Not) else Not(tree)


def _joined(kind: type[And] | type[Or], parts: list[Tree]) -> Tree | None:
    """The parts under one node, each once; a part of the same kind is opened up, one part alone stays itself."""
    flat: list[Tree] = []
    for part in parts:
        flat += part.children if isinstance(part, kind) else [part]
    flat = list(dict.fromkeys(flat))
    return None if not flat else flat[0] if len(flat) == 1 else kind(tuple(flat))
