"""What all letters say, made again from their stored pages: for letters that were understood by older rules, which lack
what newer ones find and derive. What people said stays, nothing is read again, and a letter that says the same is left
alone."""

from collections.abc import Callable

from lontar.facts import Values
from lontar.paging import rows_of
from lontar.understanding.understand import understand
from lontar.wiring import House
from schemas.event import SYSTEM
from schemas.letter import Letter
from schemas.letter_text import LetterText
from schemas.stored import now
from schemas.work import TO_COME, Work
from store.again import again
from store.changes import Changes, Happened

LEFT = ("version", "tokens")


def afresh(house: House, done: Callable[[int], None] | None = None) -> int:
    """Understand every letter that was read; how many say something else now. `done` is told how many were looked at.

    May be broken off and begun again, and run beside everything else."""
    changed = 0
    for number, row in enumerate(house.store.every(Letter, fields=()), 1):
        changed += _afresh(house, row["_id"])
        if done:
            done(number)
    return changed


def _afresh(house: House, id: str) -> bool:
    """Whether it was written."""
    written = False

    def decide() -> Changes:
        nonlocal written
        changes = _decided(house, id)
        written = bool(changes)
        return changes

    again(house.store, decide)
    return written


def _decided(house: House, id: str) -> Changes:
    row, work = house.store.get(Letter, id), house.store.get(Work, id) or {}
    if row is None or row["stage"] in ("awaiting", "arrived") or work.get("state") in TO_COME:
        return Changes()  # whoever reads it understands it
    letter, held = Letter.unpacked(row), house.store.get(LetterText, id)
    stage, error = letter.stage, dict(letter.error)
    rows = rows_of(house, id)
    if not rows:
        return Changes()
    text, before = understand(house, letter, rows)
    letter.stage, letter.error = stage, error
    if _said(dict(letter.to_mongo())) == _said(row) and _said(dict(text.to_mongo())) == _said(held or {}):
        return Changes()
    after = {"pages": len(text.pages), "stage": stage, "at": now()}
    return Changes.of(
        letter, text, events=[Happened("letter.understood", f"letters/{id}", SYSTEM, before=before, after=after)]
    )


def _said(row: Values) -> Values:
    """What a stored document says, whatever its version; what is empty says nothing, and tokens follow from a text."""
    return {name: value for name, value in row.items() if name not in LEFT and value not in (None, [], {}, "")}
