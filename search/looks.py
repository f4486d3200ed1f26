"""Where a leaf of a query is looked for and how much each place weighs: the same on every engine."""

from dataclasses import dataclass

from search.analysis import forms_of
from search.analysis import skeleton as skeleton_of
from search.misread import misread
from search.order import LAST_DAY
from search.tree import Fuzzy, Leaf, Misread, Phrase, Prefix, Range, Word

ANYWHERE: tuple[tuple[str, str, float], ...] = (
    ("text", "folded", 1.0),
    ("text", "stem", 0.9),
    ("text", "skeleton", 0.4),
    ("subject", "folded", 3.0),
    ("subject", "stem", 2.7),
    ("beside", "folded", 0.8),
    ("beside", "skeleton", 0.3),
)
"""Where a word without a field is looked for: field, form of the word, weight. The best one counts (dis_max)."""
LESS = 0.5
"""What is taken for the words asked for weighs so much of what they do."""
OWN_NUMBER = 4.0
"""What a letter's own number weighs."""
TINY = 0.001
"""Of a misread word, whose rarity says nothing: every letter that has the word itself comes before."""
DERIVED = {
    field: tuple(form for name, form, _ in ANYWHERE if name == field and form != "folded")
    for field in ("text", "subject", "beside")
}
"""The fields that are indexed in more forms than that of words as they are typed, and which."""


@dataclass(frozen=True)
class Look:
    """One place: `words` that follow one another in a form of a field, exactly ("term"), as beginnings ("prefix"), or
    with so many letters that differ, two that changed places being one ("near"); or any one of them ("any")."""

    field: str
    form: str
    words: tuple[str, ...]
    weight: float
    kind: str = "term"
    distance: int = 0


def looks(leaf: Leaf) -> list[Look]:
    """The places of a leaf, of which the best counts: a word does not weigh more because it has many forms."""
    match leaf:
        case Phrase(words, field):
            own = field is None and any(map(str.isdecimal, words))  # before the letters that only cite it
            typed = [*_as_typed(field), *([("number", OWN_NUMBER)] if own else [])]
            return [Look(name, "folded", words, weight) for name, weight in typed]
        case Prefix(text, field):
            return [Look(name, "folded", (text,), weight, "prefix") for name, weight in _as_typed(field)]
        case Fuzzy(text, field):
            near = [Look(field or "text", "folded", (text,), 1.0, "near", leaf.distance)]
            if not field:
                near.append(Look("beside", "folded", (text,), 0.8, "near", leaf.distance))
                near.append(Look("text", "skeleton", (skeleton_of(text),), 0.4, "near", 1))
            return near
        case Misread(text, field):
            words = tuple(sorted(misread(text)))
            return [Look(name, "folded", words, TINY, "any") for name in ([field] if field else ("text", "beside"))]
        case Word(text, field):
            word = forms_of(text)
            places = [(field, "folded", 1.0), *_stemmed(field)] if field else list(ANYWHERE)
            return [Look(name, form, (str(getattr(word, form)),), weight) for name, form, weight in places]


def days(asked: Range) -> tuple[int, int] | None:
    """The first and the last day of a range, both included; None when no day lies in it."""
    low, high = asked.low, asked.high
    if asked.field == "year":
        low = None if low is None else low * 10_000
        high = None if high is None else high * 10_000 + 9_999
    first, last = max(low or 1, 1), min(LAST_DAY if high is None else high, LAST_DAY)
    return (first, last) if first <= last else None


def _as_typed(field: str | None) -> list[tuple[str, float]]:
    """Where words as they are typed are looked for, and how much a place weighs."""
    return [(field, 1.0)] if field else [(name, weight) for name, form, weight in ANYWHERE if form == "folded"]


def _stemmed(field: str) -> list[tuple[str, str, float]]:
    return [("subject", "stem", 0.9)] if field == "subject" else []
