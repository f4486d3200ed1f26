"""Pages of a letter put in another order, left out and brought back, cut into letters, and letters merged into one.

Each act is one commit: what the letters show, their text and fields anew, and events by which it can be undone.
Originals are never touched, and no page is read again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lontar.act import act, happened
from lontar.errors import AwaitsScan, StillRead
from lontar.facts import as_of, files_said
from lontar.intake.arrangement import Group, arranged, cut_before
from lontar.intake.batches import groups
from lontar.intake.together import detached, divided, merged
from lontar.letters import letter_for
from lontar.paging import Leaf, in_order, order_of, rows_of
from lontar.wiring import House
from office.access import Reader
from schemas.errors import Conflict, NotAmong, WrongUse
from schemas.letter import SPLITS, Letter
from schemas.work import TO_COME, Work
from store.again import again
from store.changes import Changes, Happened
from store.contract import Row

ACTION = "letter.arrange"


@dataclass(frozen=True)
class Done:
    """The numbers of the events on the letter itself, by which the act is undone, and the ids of letters made."""

    events: list[int]
    letters: list[str]


def arrange(house: House, reader: Reader, id: str, shown: Sequence[Leaf], version: int | None = None) -> list[int]:
    """The letter shows these of its pages in this order; its others are left out, and can be brought back.

    With `version`, that of the form: refused with Conflict when its pages have changed since. Raises StillRead,
    NoPageLeft, NotItsPage, WrongOrder."""

    def change(letter: Letter) -> list[Happened]:
        _demand_ready(house, letter, version)
        before = files_said(letter)
        letter.files = arranged(letter.files, shown)
        after = files_said(letter)
        return [happened(reader, "letter.arranged", id, before=before, after=after)] if after != before else []

    return act(house, reader, id, ACTION, change)


def split(house: House, reader: Reader, id: str, before: Sequence[int], version: int | None = None) -> Done:
    """Cut the letter in front of the pages of these numbers: it keeps the first part, each other one becomes a letter
    of the same unit, class and direction. Raises as `arrange` does."""
    return _divide(house, reader, id, version, _cut(house, reader, lambda pages, order: cut_before(order, before)))


def split_at(house: House, reader: Reader, id: str, at: str, version: int | None = None) -> Done:
    """Cut the letter at the separator sheets or blank pages in it, which are left out. Raises as `arrange` does."""
    if at not in SPLITS:
        raise NotAmong(what=f"split {at}", known=", ".join(SPLITS))
    return _divide(house, reader, id, version, _cut(house, reader, lambda pages, order: groups(pages, at)))


def detach(house: House, reader: Reader, id: str, version: int | None = None) -> Done:
    """Take the scan off a letter that is known from a table: it awaits its scan again, and what was its scan becomes a
    letter by itself. Raises AwaitsScan, StillRead, WrongUse, Conflict."""

    def taken_off(letter: Letter, rows: list[Row]) -> tuple[Changes, list[str]]:
        if not letter.imported:
            raise WrongUse(what=f"Letter {id}", why="it is known from its scan alone; withdraw it instead")
        return detached(house, reader, letter, rows)

    return _divide(house, reader, id, version, taken_off)


Cut = Callable[[list[Row], list[Leaf]], list[Group]]
"""From the stored pages a letter shows, and their order, to the letters it is cut into."""
Dividing = Callable[[Letter, list[Row]], tuple[Changes, list[str]]]
"""What is to be done to a letter with these stored pages, and the ids of the letters that come of it."""


def _cut(house: House, reader: Reader, cut: Cut) -> Dividing:
    def change(letter: Letter, rows: list[Row]) -> tuple[Changes, list[str]]:
        files = files_said(letter)["files"]
        found = cut(in_order(files, rows), order_of(files))
        if not any(group.aside for group in found) and len(found) < 2:
            return Changes(), []
        return divided(house, reader, letter, rows, found)

    return change


def _divide(house: House, reader: Reader, id: str, version: int | None, change: Dividing) -> Done:
    made: list[str] = []

    def decide() -> Changes:
        letter = Letter.unpacked(letter_for(house, reader, id, ACTION))
        _demand_ready(house, letter, version)
        _demand_idle(house, letter)
        changes, made[:] = change(letter, rows_of(house, id))
        return changes

    events = again(house.store, decide)
    return Done(events[:1], made)


def merge(house: House, reader: Reader, ids: Sequence[str]) -> list[int]:
    """Append the files of the other letters to the first one; the others are withdrawn, until it is undone. Where the
    first one awaits its scan they are its scan.

    Raises WrongUse, StillRead, NotMerged, and what `letter_for` raises."""
    if len(ids) < 2 or len(set(ids)) < len(ids):
        raise WrongUse(what="The list of letters", why="name two different letters at least")

    def decide() -> Changes:
        letters = [Letter.unpacked(letter_for(house, reader, id, ACTION)) for id in ids]
        for letter in letters:
            if letter is not letters[0] or letter.stage != "awaiting":
                _demand_read(letter)
            _demand_there(letter)
            _demand_idle(house, letter)
        return merged(house, reader, letters[0], letters[1:])

    return again(house.store, decide)[:1]


def _demand_ready(house: House, letter: Letter, version: int | None) -> None:
    """Raises AwaitsScan, StillRead, WrongUse for one that is withdrawn, Conflict when other pages are shown than at
    `version`."""
    _demand_read(letter)
    _demand_there(letter)
    if version is not None and files_said(as_of(house, letter, version)) != files_said(letter):
        raise Conflict(what="This letter")


def _demand_read(letter: Letter) -> None:
    if letter.stage == "awaiting":
        raise AwaitsScan
    if letter.stage == "arrived":
        raise StillRead(what=f"Letter {letter.id}")


def _demand_there(letter: Letter) -> None:
    if letter.withdrawn:
        raise WrongUse(what=f"Letter {letter.id}", why="it is withdrawn")


def _demand_idle(house: House, letter: Letter) -> None:
    """Raises StillRead while pages are read that another letter is to take along."""
    if (house.store.get(Work, letter.id) or {}).get("state") in TO_COME:
        raise StillRead(what=f"Letter {letter.id}")
