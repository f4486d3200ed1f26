"""Whether what tells two letters of one form apart, their number, day and recipients, agrees; and whether that could be
read at all. Letters of a form differ in nothing else: where one of them could be read on one image only, nobody can
tell."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.fields import labels
from ingest.fields.bones import OF_ANOTHER_FORM, OTHER_FIGURE, apart, is_part
from lontar.understanding.likeness import Said
from lontar.understanding.resolution import Facts, same_name, same_words, wrong_figures
from lontar.understanding.threads import facts_of
from store.contract import Row

SURE = 60
"""Confidence of a number, and of recipients, from which others tell two letters apart."""
TOP = 120
"""Words of a letter's beginning among which its number and its recipients stand."""
LABEL = re.compile(rf"(?:{labels.NUMBER})\W*$", re.IGNORECASE)


def agree(one: Row, other: Row) -> bool:
    """Whether what two letters say of themselves may be said of one: number, day and recipients, where both have them.

    A number that was read with doubt tells letters apart where it is of the form of the other one, with other figures,
    a part of it never; one wrong figure in a day tells none."""
    mine, its = facts_of(one), facts_of(other)
    if mine.number and its.number and not is_part(mine.number, its.number):
        far = apart(mine.number, its.number)
        if far >= OTHER_FIGURE and (_are_sure(one, other, "reference_number") or far < OF_ANOTHER_FORM):
            return False
    if mine.day and its.day and wrong_figures(mine.day, its.day) > 1:
        return False
    return _same_recipients(mine.recipients, its.recipients) or not _are_sure(one, other, "recipients")


def is_open(one: Row, other: Row, mine: Sequence[Said], its: Sequence[Said]) -> bool:
    """Whether nobody can tell if two letters that agree have the same number and recipients, of which not all could be
    read on both; `mine`, `its`: their words."""
    return _number_open(one, other, mine, its) or _recipients_open(one, other, mine, its)


def _number_open(one: Row, other: Row, mine: Sequence[Said], its: Sequence[Said]) -> bool:
    first, second = facts_of(one), facts_of(other)
    if not first.number and not second.number:
        return any(LABEL.match(word.text) for word in (*mine[:TOP], *its[:TOP]))
    if first.number and second.number and not is_part(first.number, second.number):
        return apart(first.number, second.number) >= OTHER_FIGURE
    return not (_stands(first.number, second, its) or _stands(second.number, first, mine))


def _stands(number: str, other: Facts, words: Sequence[Said]) -> bool:
    """Whether a number stands in a letter, however it was read there."""
    read = (*other.unsure, *_pieces(words[:TOP])) if number else ()
    return any(apart(number, said) < OTHER_FIGURE for said in read)


def _pieces(words: Sequence[Said]) -> Iterator[str]:
    """Words with a figure, and what two of them beside each other say together."""
    said = [word.text for word in words]
    for one in (*said, *(first + second for first, second in pairwise(said))):
        if any(map(str.isdecimal, one)):
            yield one


def _recipients_open(one: Row, other: Row, mine: Sequence[Said], its: Sequence[Said]) -> bool:
    first, second = facts_of(one).recipients, facts_of(other).recipients
    if first and second:
        return not _same_recipients(first, second)
    text = " ".join(word.text for word in (its if first else mine)[:TOP])
    return not all(same_words(name, text) for name in (*first, *second))


def _same_recipients(first: Sequence[str], second: Sequence[str]) -> bool:
    few, many = sorted((first, second), key=len)
    return all(same_name((name,), many) is not False for name in few)


def _are_sure(one: Row, other: Row, name: str) -> bool:
    return min(_sure_of(one, name), _sure_of(other, name)) >= SURE


def _sure_of(letter: Row, name: str) -> float:
    found = (letter.get("fields") or {}).get(name) or {}
    return 100.0 if found.get("by_hand") else float(found.get("confidence") or 0)
