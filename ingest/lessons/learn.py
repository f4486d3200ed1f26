"""Learning: rules that would have given what people said of the letters under one letterhead.

Each example proposes rules of each field; a rule is kept only when it is right on the others (leave one out)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from ingest.fields.lines import Line, Part, Sheet
from ingest.lessons.example import CONSTANT, TAUGHT, Example, is_meant, is_right
from ingest.lessons.form import form_of
from ingest.lessons.likeness import folded, is_close, lettered
from ingest.lessons.rule import LONGEST, NEAR_X, NEAR_Y, WAYS, Rule, where
from ingest.lessons.values import places_of

AGREEING, PROVEN = 2, 2
"""Letters on which a rule must be right before it says anything where the plain rules say nothing; and those on which
it must be right and the plain rules wrong before it is believed more than they are."""
FORGIVEN = 4
"""So many times a rule must have been right for each time it was wrong."""
KEPT = 3
"""Rules of one field, the best first."""
FOOT = 0.6
"""Share of the page's height below which a place is measured from the foot."""


@dataclass(frozen=True)
class Lesson:
    """A rule, and how it did: on how many letters it was `right`, and `wrong`. `wins`: it was right and the plain rules
    were not; `loses`: the other way round."""

    rule: Rule
    right: int
    wrong: int
    wins: int
    loses: int

    @property
    def fills(self) -> bool:
        """Whether it may speak where the plain rules found nothing."""
        return self.right >= AGREEING and self.right >= FORGIVEN * self.wrong

    @property
    def corrects(self) -> bool:
        """Whether it is believed more than the plain rules."""
        return self.fills and self.wins >= PROVEN and not self.loses

    @property
    def share(self) -> float:
        """How much of the words' confidence it keeps: Laplace's rule of succession."""
        return (self.right + 1) / (self.right + self.wrong + 2)


def learned(examples: Sequence[Example]) -> list[Lesson]:
    """What letters under one letterhead teach, field by field, the best rule of each first."""
    found: list[Lesson] = []
    for name in TAUGHT:
        told = [one for one in examples if name in one.said]
        if len(told) < AGREEING:
            continue
        form = form_of([str(one.said[name]) for one in told if one.said[name]]) if TAUGHT[name] == "number" else ()
        tried = [_tried(replace(rule, form=form), told) for rule in _distinct(_proposed(name, told))]
        good = sorted((one for one in tried if one.fills), key=_merit, reverse=True)
        found += good[:KEPT]
    return found


def _merit(one: Lesson) -> tuple[int, int, int]:
    """Of rules that are right as often, the one that goes by words rather than by a place."""
    return one.right - one.wrong, one.wins, WAYS.index(one.rule.way)


def _tried(rule: Rule, told: Sequence[Example]) -> Lesson:
    right = wrong = wins = loses = 0
    for one in told:
        said, read = one.said[rule.name], one.read.get(rule.name)
        found = rule.found(one.views, 1.0)
        if found is None and rule.way != "never":
            continue
        value = found.value if found else None
        good, plain = _agrees(rule, value, said), _agrees(rule, read, said)
        right, wrong = right + good, wrong + (not good)
        wins, loses = wins + (good and not plain), loses + (plain and not good)
    return Lesson(rule, right, wrong, wins, loses)


def _agrees(rule: Rule, value: Any, said: Any) -> bool:
    """A rule that finds a place is not to blame for how it was read there; one that says the value itself is."""
    return is_right(rule.name, value, said) if rule.way == "always" else is_meant(rule.name, value, said)


def _distinct(rules: Iterator[Rule]) -> list[Rule]:
    """Those that say the same only once, for as many lines as the longest needs."""
    found: list[Rule] = []
    for rule in rules:
        same = next((at for at, one in enumerate(found) if _is_alike(one, rule)), None)
        if same is None:
            found.append(rule)
        else:
            longer = max(found[same], rule, key=lambda one: one.lines)
            found[same] = replace(found[same], lines=longer.lines, rest=longer.rest)
    return found


def _is_alike(one: Rule, other: Rule) -> bool:
    if (one.way, one.last, one.value) != (other.way, other.last, other.value):
        return False
    return is_close(one.words, other.words) and abs(one.x - other.x) < NEAR_X and abs(one.y - other.y) < NEAR_Y


def _proposed(name: str, told: Sequence[Example]) -> Iterator[Rule]:
    for one in told:
        said = one.said[name]
        if not said:
            yield Rule(name, "never")
            continue
        if name in CONSTANT:
            yield Rule(name, "always", value=said)
        for sheets in one.views:
            places = list(places_of(TAUGHT[name], said, sheets, one.pointed.get(name)))
            for sheet, parts in places:
                yield from _rules(name, sheet, parts, last=sheet is not sheets[0])
            if places:
                break


def _rules(name: str, sheet: Sheet, parts: Sequence[Part], *, last: bool) -> Iterator[Rule]:
    """The rules by which what stands in these parts could be found again."""
    first = parts[0]
    line, cell = first.line, first.line.cell_at(first.start)
    further = parts[1].line.cell_at(parts[1].start).left / sheet.width if len(parts) > 1 else None
    rule = Rule(name, "behind", last=last, lines=len(parts), rest=further)
    before = folded(line.text[cell.start : first.start])
    left = [one for one in line.cells if one.end <= cell.start]
    if not before and left:
        before = folded(line.said(left[-1]))
    if _is_told(before):
        yield replace(rule, way="behind", words=before)
    elif opening := _first_words(before):
        yield replace(rule, way="behind", words=opening)
    if inner := _last_words(before):
        yield replace(rule, way="within", words=inner)
    place = sheet.lines.index(line)
    if first.start == cell.start:
        for upper in _beside(sheet, place, -1):
            if (words := lettered(upper)) and _is_told(words):
                yield replace(rule, way="below", words=words)
        for lower in _beside(sheet, sheet.lines.index(parts[-1].line), 1):
            words = " ".join(folded(lower).split()[:3])
            if _is_told(words):
                yield replace(rule, way="above", words=words)
        x, y = where(sheet, line, cell, foot=False)
        yield replace(rule, way="at", x=round(x, 4), y=round(y - 1 if y > FOOT else y, 4))


def _beside(sheet: Sheet, place: int, step: int) -> Iterator[str]:
    """What stands in the next line above (-1) or below (1)."""
    if 0 <= place + step < len(sheet.lines):
        line: Line = sheet.lines[place + step]
        yield from (line.said(cell) for cell in line.cells)


def _first_words(before: str) -> str:
    """The first words, up to three, before one with a figure: a number or a date of the line stands behind them."""
    words = list(takewhile(str.isalpha, before.split()))[:3]
    return " ".join(words) if _is_told(" ".join(words)) else ""


def _last_words(before: str) -> str:
    """The last words without a figure, up to two."""
    words: list[str] = []
    for word in reversed(before.split()):
        if not word.isalpha() or len(words) == 2:
            break
        words.insert(0, word)
    return " ".join(words) if _is_told(" ".join(words)) else ""


def _is_told(words: str) -> bool:
    """Whether words tell a place: letters, no figures, and not a sentence."""
    return sum(map(str.isalpha, words)) > 2 and words.replace(" ", "").isalpha() and len(words) <= LONGEST
