"""The query language: words, "phrases", AND OR NOT, prefix*, fuzzy~, field:value, date ranges, parentheses.

`parse` never fails: what cannot be understood becomes a problem that points at its place, and the rest is searched.
"""

from search.dates import goes_on
from search.leaves import field_of
from search.lexer import Piece, pieces, shallow
from search.parsed import Parsed, few
from search.tree import FIELDS, And, Everything, Not, Or, Tree
from search.values import Values, read

LONGEST, DEEPEST = 1000, 20
"""Code points, levels of parentheses: more is no question of a person but an attack on the engine."""


def parse(text: str) -> Parsed:
    """The tree of a query and what was wrong with it. Never raises."""
    return _Parser(text).parsed()


class _Parser:
    """Recursive descent over the pieces: or < and < not < one."""

    def __init__(self, text: str) -> None:
        self.text = text[:LONGEST]
        self.values = Values(len(self.text))
        self.say, self.problems = self.values.say, self.values.problems
        if len(text) > LONGEST:
            sentence = "The query is longer than %(most)s characters; the rest was left out."
            self.say(LONGEST, len(text), sentence, most=LONGEST)
        self.pieces, deeper = shallow(pieces(self.text), DEEPEST)
        if deeper:
            sentence = "Parentheses stand deeper than %(most)s; the inner ones were left out."
            self.say(deeper[0].start, deeper[0].end, sentence, most=DEEPEST)
        for piece in self.pieces:
            if piece.kind == "quote":
                self.say(piece.start, piece.end, "This quotation mark is not closed.")
        self.pieces = [piece for piece in self.pieces if piece.kind != "quote"]
        self.field: str | None = None
        self.place = 0

    def parsed(self) -> Parsed:
        parts = []
        while self.place < len(self.pieces):
            found = self.either()
            if found is not None:
                parts.append(found)
            if self.next("close") is not None:
                self.say(*self.last(), "There is a closing parenthesis too many.")
        tree = _joined(And, parts) or Everything()
        return Parsed(tree, few(self.problems))

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
            found = self.one()
            if found is not None:
                parts.append(found)
        return _joined(And, parts)

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
        """What a field holds for: the word, phrase or group behind it; a blank may stand between."""
        known = field_of(name.text)
        if known not in FIELDS:
            return self.unknown(name)
        before, self.field, problems = self.field, known, len(self.problems)
        found = self.one() if self.stands("word", "phrase", "open", "not") else None
        self.field = before
        if found is None and len(self.problems) == problems and not self.values.full:
            self.say(name.start, name.end, "%(name)s: needs a value behind it.", name=name.text)
        return found

    def unknown(self, name: Piece) -> Tree | None:
        """A name that is no field, as a word. Before a blank it is nothing to tell of: letters say "Yth: Bapak"."""
        value = None
        if self.text[name.end : name.end + 1].strip():
            value = self.next("phrase") or self.next("word")
            sentence = "There is no field %(name)s; it was searched as a word."
            self.say(name.start, name.end, sentence, name=name.text)
        word = self.value(Piece("word", name.text, name.start, name.end))
        behind = self.value(value) if value is not None else None
        return _joined(And, [part for part in (word, behind) if part is not None])

    def value(self, piece: Piece) -> Tree | None:
        """A word or phrase, for the field that holds here; a date goes on behind blanks as long as it is one."""
        if self.field is None or FIELDS[self.field] not in ("date", "year"):
            return self.values.leaf(piece, self.field)
        while self.stands("word") and goes_on(piece.text, self.pieces[self.place].text):
            end = self.pieces[self.place].end
            longer = Piece("word", self.text[piece.start : end], piece.start, end)
            if read(self.field, longer.text) is None and not goes_on(longer.text, ""):
                break
            piece, self.place = longer, self.place + 1
        return self.values.days(self.field, piece)


def _negated(tree: Tree) -> Tree:
    return tree.child if isinstance(tree, Not) else Not(tree)


def _joined(kind: type[And] | type[Or], parts: list[Tree]) -> Tree | None:
    """The parts under one node; a part of the same kind is opened up, one part alone stays itself."""
    flat: list[Tree] = []
    for part in parts:
        flat += part.children if isinstance(part, kind) else [part]
    return None if not flat else flat[0] if len(flat) == 1 else kind(tuple(flat))
