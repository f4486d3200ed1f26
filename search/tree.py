"""A query as a neutral tree, which each engine compiles to its own language.

`field` is a name of FIELDS or None: everywhere. A tree is a plain value; search/said.py writes it as a query again.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

FIELDS = {
    "subject": "text",
    "sender": "text",
    "recipients": "text",
    "copies": "text",
    "signer": "text",
    "position": "text",
    "place": "text",
    "number": "number",
    "references": "number",
    "type": "text",
    "urgency": "text",
    "code": "text",
    "name": "text",
    "tag": "text",
    "note": "text",
    "casefile": "text",
    "unit": "text",
    "batch": "text",
    "language": "word",
    "direction": "word",
    "state": "word",
    "class": "word",
    "verdict": "word",
    "date": "date",
    "year": "year",
    "deadline": "date",
    "event": "date",
    "added": "date",
    "enclosures": "count",
}
"""What field:value may name, and what kind of value it takes."""
LEANING = frozenset(name for name, kind in FIELDS.items() if kind in ("text", "number"))
"""Fields that a word may be looked for in rather than elsewhere: field?:value."""

LEAST = {"*": 2, "~": 3, "?": 3}
"""Letters of a word that may have the sign behind it; of one with * or ? inside, as many in all as of ?."""


@dataclass(frozen=True)
class Everything:
    """Every letter."""


@dataclass(frozen=True)
class Word:
    """A word, in any of its forms. `lean`: without a field, the one in which it counts most."""

    text: str
    field: str | None = None
    lean: str | None = None


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another, exactly as they are; one alone is that word and no other form of it."""

    words: tuple[str, ...]
    field: str | None = None
    lean: str | None = None


@dataclass(frozen=True)
class Near:
    """Different words, each with at most `distance` others between it and the next, in either order (two or more)."""

    words: tuple[str, ...]
    distance: int
    field: str | None = None


@dataclass(frozen=True)
class Number:
    """A reference number by its words, in any of the forms in which it may be written (search/numbers.py).

    `lean`: without a field, the one that holds it: number finds the letter itself first, references those that answer
    it."""

    words: tuple[str, ...]
    field: str | None = None
    lean: str | None = None


@dataclass(frozen=True)
class Prefix:
    """Words that begin so."""

    text: str
    field: str | None = None


@dataclass(frozen=True)
class Pattern:
    """Words of this form: * stands for any letters, ? for one."""

    text: str
    field: str | None = None


@dataclass(frozen=True)
class Fuzzy:
    """Words that differ in few letters, or in letters that OCR confuses."""

    text: str
    field: str | None = None

    @property
    def distance(self) -> int:
        """Letters that may differ: 0 below three, 1 up to five, else 2 (Elasticsearch's AUTO)."""
        return 0 if len(self.text) < 3 else 1 if len(self.text) < 6 else 2


@dataclass(frozen=True)
class Misread:
    """Words that may have become of this one by wrong reading or spelling (search/misread.py); no query says it."""

    text: str
    field: str | None = None


@dataclass(frozen=True)
class Range:
    """Dates as whole numbers yyyymmdd, years, or how many; both ends included, None: open."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class And:
    children: tuple["Tree", ...]


@dataclass(frozen=True)
class Or:
    children: tuple["Tree", ...]


@dataclass(frozen=True)
class AtLeast:
    """Letters that answer so many of the children. The query language has no sign for it."""

    children: tuple["Tree", ...]
    least: int


@dataclass(frozen=True)
class Not:
    child: "Tree"


@dataclass(frozen=True)
class Alike:
    """What was asked for, and with less weight what is taken for it (search/widened.py); as a query it is `child`."""

    child: "Tree"
    others: tuple["Leaf", ...]


Leaf = Word | Phrase | Near | Number | Prefix | Pattern | Fuzzy | Misread
Tree = Everything | Leaf | Range | And | Or | AtLeast | Not | Alike


def leaves(tree: Tree) -> Iterator[Leaf]:
    """The words and phrases that a found letter may show; what stands under NOT is not among them."""
    match tree:
        case And(children) | Or(children) | AtLeast(children):
            for child in children:
                yield from leaves(child)
        case Alike(child, others):
            yield from leaves(child)
            yield from others
        case Everything() | Range() | Not():
            return
        case _:
            yield tree


def alikes(tree: Tree) -> Iterator[Alike]:
    """The places where something else is taken for what was asked for, from outside to inside."""
    match tree:
        case And(children) | Or(children) | AtLeast(children):
            for child in children:
                yield from alikes(child)
        case Alike(child):
            yield tree
            yield from alikes(child)


def unanswered(tree: Tree, unseen: Collection[Leaf]) -> list[Leaf]:
    """What a letter leaves open that shows all leaves but `unseen`: of an Alike none, if it shows one side of it."""
    match tree:
        case And(children) | Or(children) | AtLeast(children):
            return [leaf for child in children for leaf in unanswered(child, unseen)]
        case Alike(child, others):
            inside = unanswered(child, unseen)
            answered = not inside or any(other not in unseen for other in others)
            return [] if answered else [*inside, *(other for other in others if other not in inside)]
        case Everything() | Range() | Not():
            return []
        case _:
            return [tree] if tree in unseen else []


def changed(tree: Tree, change: Callable[[Leaf], "Tree | None"]) -> Tree:
    """The tree with each of its leaves as `change` has it; None takes it away. Nothing left is Everything. What was
    taken for a leaf falls away."""
    return _changed(tree, change) or Everything()


def _changed(tree: Tree, change: Callable[[Leaf], "Tree | None"]) -> "Tree | None":
    match tree:
        case And(children) | Or(children):
            kept = tuple(child for child in (_changed(one, change) for one in children) if child is not None)
            return (kept[0] if len(kept) == 1 else type(tree)(kept)) if kept else None
        case Alike(child):
            return _changed(child, change)
        case Everything() | Range() | Not() | AtLeast():
            return tree
        case _:
            return change(tree)
