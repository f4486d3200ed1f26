"""What a rule found, and the value of a field that comes of it: where it was seen, how sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.fields.lines import Part, Sheet
from schemas.letter import FieldValue
from schemas.page import Word

WEAK, PLAIN, STRONG = 0.6, 0.8, 0.95
"""How much of the words' own confidence a rule keeps: found by place, by place and form, by label."""
SEVERAL, SURE = 3, 80.0
"""Words of a value, and their confidence in the median, from which one of them may be less sure than that: on made
scans five of seven such numbers were right."""
LEAST, LEAST_EXACT, LEAST_BORNE_OUT = 35.0, 40.0, 10.0
"""Confidence of the words below which the machine has guessed and nothing is said; of the words of what is exact; of
what is borne out by something else."""


@dataclass(frozen=True)
class Found:
    """A value, the parts of the page's lines it was read from, and the share of the rule.

    `exact`: one wrong sign makes it wrong as a whole, as it does a number; it is as sure as its least sure word;
    a stroke that stands alone does not count. `borne_out`: something else in the letter says the same of it as it says
    itself, as the date does of the month and the year in a number."""

    sheet: Sheet
    value: str | int | list[str]
    parts: tuple[Part, ...]
    share: float
    exact: bool = False
    borne_out: bool = False


def field_of(found: Found) -> FieldValue | None:
    """The value with the box and the confidence of its words; None where the words themselves are guesses."""
    page = found.sheet.page
    signs = [at for line, start, end in found.parts for at in line.at[start:end] if at >= 0]
    if not signs:
        return None
    words = _words(page.words, signs)
    sure = [word.confidence for word in words if any(map(str.isalnum, word.text))] or [page.confidence]
    confidence = min(sure) if found.exact else sum(sure) / len(sure)
    least = LEAST_BORNE_OUT if found.borne_out else LEAST_EXACT if found.exact else LEAST
    if confidence < least and not _mostly_sure(sure):
        return None
    return FieldValue(
        value=found.value,
        printed="\n".join(_runs(page.text, signs)),
        confidence=round(confidence * found.share, 1),
        file=found.sheet.file,
        page=page.page,
        box=_union(words),
    )


def _mostly_sure(sure: Sequence[float]) -> bool:
    """Whether one word of several is a guess: the value is said, and as doubtful as that word."""
    return len(sure) >= SEVERAL and median(sure) >= SURE


def _runs(text: str, signs: Sequence[int]) -> Iterable[str]:
    """The page's text from sign to sign, anew where other text stands between."""
    start = end = signs[0]
    for sign in signs[1:]:
        if sign < end or not (sign - end <= 1 or text[end + 1 : sign].isspace()):
            yield text[start : end + 1]
            start = sign
        end = max(sign, start)
    yield text[start : end + 1]


def _words(words: Sequence[Word], signs: Sequence[int]) -> list[Word]:
    held = set(signs)
    return [word for word in words if not held.isdisjoint(range(word.start, word.end))]


def _union(words: Iterable[Word]) -> list[int]:
    boxes = [word.box for word in words]
    if not boxes:
        return []
    return [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
