"""A tree written as a query again."""

from search.tree import (
    FIELDS,
    Alike,
    And,
    AtLeast,
    Everything,
    Fuzzy,
    Misread,
    Near,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Range,
    Tree,
    Word,
)


def said(tree: Tree, joint: str = " ") -> str:  # noqa: PLR0911, PLR0912 - one line for each kind
    """The tree as a query; `joint` stands between what all must hold (search/parsed.py knows when a blank will do)."""
    match tree:
        case Everything():
            return ""
        case Word(text, field, lean):
            return _named(field, text, lean)
        case Phrase(words, field, lean):
            return _named(field, f'"{" ".join(words)}"', lean)
        case Near(words, distance, field):
            return _named(field, f'"{" ".join(words)}"~{distance}')
        case Number(words, field, lean):
            return _named(field, "/".join(words), lean)
        case Prefix(text, field):
            return _named(field, f"{text}*")
        case Pattern(text, field):
            return _named(field, text)
        case Fuzzy(text, field):
            return _named(field, f"{text}~")
        case Misread():
            return ""
        case Alike(child):
            return said(child)
        case Range(field, low, high):
            return f"{field}:{_ends(field, low, high)}"
        case And(children):
            return joint.join(_inner(child) for child in children)
        case Or(children) | AtLeast(children):
            return " OR ".join(_inner(child) for child in children)
        case Not(child):
            return f"NOT {_inner(child)}"


def _named(field: str | None, text: str, lean: str | None = None) -> str:
    return f"{field}:{text}" if field else f"{lean}?:{text}" if lean else text


def _inner(tree: Tree) -> str:
    return f"({said(tree)})" if isinstance(tree, And | Or | AtLeast) else said(tree)


def _ends(field: str, low: int | None, high: int | None) -> str:
    """An open range with a sign: a number that follows open dots would be taken for its end."""
    if low is not None and high is not None:
        return f"{_number(field, low)}..{_number(field, high)}"
    return f">={_number(field, low)}" if low is not None else f"<={_number(field, high or 0)}"


def _number(field: str, value: int) -> str:
    if FIELDS[field] in ("year", "count"):
        return f"{value:04}" if field == "year" else str(value)
    return f"{value // 10_000:04}-{value // 100 % 100:02}-{value % 100:02}"
