"""Letters that answer or cite letters of the same set."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from samples.days import LATEST, workday, written
from samples.draft import Draft, Head

ANSWERS = 0.5
"""Share of the letters that answer one before them, where one is there to be answered."""
LONGEST, RECENT = timedelta(days=40), 20


def answered(draft: Draft, past: Sequence[Head], kinds: Sequence[str], layouts: Sequence[str]) -> Head | None:
    """The letter that this one answers: one that came to an office of these kinds. The draft takes up its thread."""
    first, last = draft.era
    waiting = [
        head
        for head in past
        if head.recipient.kind in kinds
        and head.layout in layouts
        and first <= head.when.year
        and (head.when + LONGEST).year <= last
        and head.when + LONGEST < LATEST
    ]
    if not waiting or not draft.chance(ANSWERS):
        return None
    head = draft.random.choice(waiting[-RECENT:])
    draft.move(workday(head.when + timedelta(days=draft.random.randint(4, LONGEST.days - 2))), head.kept)
    draft.answers = head.name
    draft.cites(head.reference, head.when)
    return head


def cited(draft: Draft, past: Sequence[Head]) -> tuple[str, date, str]:
    """Number, day and sender of an earlier letter: one of the set where one fits, else one that nobody has kept."""
    near = [head for head in past if 0 < (draft.when - head.when).days < 400]
    if near:
        head = draft.random.choice(near)
        reference, day, of = head.reference, head.when, head.sender.head
    else:
        day = draft.filler.other_day(-90, -10)
        reference, of = unknown(draft.random, day), "Camat Rawabening"
    draft.cites(reference, day)
    return reference, day, of


def unknown(random: Random, day: date) -> str:
    """The number of a letter from elsewhere."""
    return f"{random.choice((5, 50, 130, 410, 600)):03d}/{random.randint(3, 990)}/{random.choice('ABCU')}/{day.year}"


def beside(draft: Draft, past: Sequence[Head], sentence: str) -> str:
    """A sentence that names another letter."""
    reference, day, of = cited(draft, past)
    return draft.fill(sentence, number=reference, date=written(day), of=of)
