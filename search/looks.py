"""Where a leaf of a query is looked for and how much each place weighs: the same on every engine."""

from dataclasses import dataclass

from search.analysis import forms_of
from search.analysis import skeleton as skeleton_of
from search.entry import COLUMNS
from search.numbers import part_of, parts_of, whole_of
from search.order import LAST_DAY
from search.tree import Fuzzy, Leaf, Misread, Near, Number, Pattern, Phrase, Prefix, Range, Word

ANYWHERE: tuple[tuple[str, str, float], ...] = (
    ("text", "folded", 1.0),
    ("text", "stem", 0.9),
    ("text", "skeleton", 0.4),
    ("subject", "folded", 3.0),
    ("subject", "stem", 2.7),
    ("sender", "folded", 2.0),
    ("beside", "folded", 0.8),
    ("beside", "skeleton", 0.3),
)
"""Where a word without a field is looked for: field, form of the word, weight. The best one counts (dis_max)."""
LESS = 0.5
"""What is taken for the words asked for weighs so much of what they do."""
TINY = 0.001
"""Of a misread word, whose rarity says nothing: every letter that has the word itself comes before."""
DERIVED = {
    field: tuple(form for name, form, _ in ANYWHERE if name == field and form != "folded")
    for field in ("text", "subject", "beside")
}
"""The fields that are indexed in more forms than that of words as they are typed, and which."""


LEANING = 2.0
"""How many times as much a word counts in the field that it is rather looked for in."""
IN_LEANING = 4.0
"""The weight of such a field that words are not looked for in otherwise."""
WHOLE, PART, APART = 90.0, 60.0, 30.0
"""A letter's own number: all of it, parts that follow one another, parts with others between. Well above what words of
a text weigh, so that it comes first; they are weights of the place alone, since one number is as telling as another."""
NEXT, NEAR = 12.0, 6.0
"""A word that differs by one letter from the one asked for, and by two: about what a rare word of a text weighs."""
CITED = 10.0
"""The same of a number that a letter refers to."""
FIGURES = 2.0
"""A word with figures among the parts of a letter's own number."""


@dataclass(frozen=True)
class Look:
    """One place. `kind`: "term": `words` that follow one another in a form of a field; "sure": the same, of which one
    place weighs as much as another; "misread": what the word may have become; "all": all in any order; "apart": each
    with at most `distance` words between it and the next, in either order; "prefix": beginnings; "pattern": with * and
    ?; "near": `distance` letters differ, two that changed places being one."""

    field: str
    form: str
    words: tuple[str, ...]
    weight: float
    kind: str = "term"
    distance: int = 0


def looks(leaf: Leaf) -> list[Look]:  # noqa: PLR0911 - one for each kind
    """The places of a leaf, of which the best counts: a word does not weigh more because it has many forms."""
    match leaf:
        case Phrase(words, field, lean):
            return [Look(name, "folded", words, weight) for name, weight in _leaning(_as_typed(field), lean)]
        case Near(words, distance, field):
            return [Look(name, "folded", words, weight, "apart", distance) for name, weight in _as_typed(field)]
        case Number(words, field, lean):
            return _numbered(words, field, lean)
        case Pattern(text, field):
            return [Look(name, "folded", (text,), weight, "pattern") for name, weight in _as_typed(field)]
        case Prefix(text, field):
            return [Look(name, "folded", (text,), weight, "prefix") for name, weight in _as_typed(field)]
        case Fuzzy(text, field):
            place, most = field or "text", leaf.distance
            near = [Look(place, "folded", (text,), NEXT, "near", min(most, 1))]
            if most > 1:
                near.append(Look(place, "folded", (text,), NEAR, "near", most))
            if not field:
                near.append(Look("beside", "folded", (text,), 0.8, "near", leaf.distance))
                near.append(Look("text", "skeleton", (skeleton_of(text),), 0.4, "near", 1))
            return near
        case Misread(text, field):
            return [
                Look(name, "folded", (text,), TINY, "misread") for name in ([field] if field else ("text", "beside"))
            ]
        case Word(text, field, lean):
            word = forms_of(text)
            places = [(field, "folded", 1.0), *_stemmed(field)] if field else _anywhere(lean)
            found = [Look(name, form, (str(getattr(word, form)),), weight) for name, form, weight in places]
            figures = field is None and any(map(str.isdigit, text))
            return [*found, Look("numeral", "folded", (part_of(text),), FIGURES)] if figures else found


def days(asked: Range) -> tuple[int, int] | None:
    """The first and the last number of a range in its column, both included; None when none lies in it."""
    low, high = asked.low, asked.high
    if asked.field == "year":
        low = None if low is None else low * 10_000
        high = None if high is None else high * 10_000 + 9_999
    first, last = max(low or 1, 1), min(LAST_DAY if high is None else high, LAST_DAY)
    return (first, last) if first <= last else None


def column(asked: Range) -> str:
    """The column of whole numbers that a range is of."""
    return asked.field if asked.field in COLUMNS else "date"


def _as_typed(field: str | None) -> list[tuple[str, float]]:
    """Where words as they are typed are looked for, and how much a place weighs."""
    return [(field, 1.0)] if field else [(name, weight) for name, form, weight in ANYWHERE if form == "folded"]


def _leaning(places: list[tuple[str, float]], lean: str | None) -> list[tuple[str, float]]:
    """With the field that words lean to above the others."""
    if lean is None:
        return places
    weights = dict(places)
    return list((weights | {lean: weights[lean] * LEANING if lean in weights else IN_LEANING}).items())


def _anywhere(lean: str | None) -> list[tuple[str, str, float]]:
    """The places of a word without a field."""
    places = [(name, form, weight * LEANING if name == lean else weight) for name, form, weight in ANYWHERE]
    known = lean is None or any(name == lean for name, _, _ in places)
    return places if known else [*places, (str(lean), "folded", IN_LEANING)]


def _numbered(words: tuple[str, ...], field: str | None, lean: str | None) -> list[Look]:
    """Where a reference number stands: as the letter's own, among those that it refers to, in its text as typed."""
    parts = parts_of(words)
    whole, cited = (whole_of(parts),), field or lean
    if cited == "references":
        found = [Look("cited", "folded", whole, WHOLE, "sure"), Look("cited", "folded", parts, PART, "sure")]
    else:
        found = [Look("numeral", "folded", whole, WHOLE, "sure"), Look("numeral", "folded", parts, PART, "sure")]
        if len(parts) > 1:
            found.append(Look("numeral", "folded", parts, APART, "all"))
    if field is None:
        typed = [Look(name, "folded", words, weight) for name, weight in _as_typed(None)]
        found += [*typed, *([] if cited == "references" else [Look("cited", "folded", parts, CITED, "sure")])]
    return found


def _stemmed(field: str) -> list[tuple[str, str, float]]:
    return [("subject", "stem", 0.9)] if field == "subject" else []
