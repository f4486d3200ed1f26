"""Several letters over the same originals, changed in one commit: one divided into several, several merged into one,
and both undone.

Whatever is done, each page of an original is shown by one letter or left out of one, but for the letters that are
withdrawn because another one shows their pages (`within`).
"""

from collections.abc import Sequence

from lontar.act import anew, happened
from lontar.dues import Dues
from lontar.errors import NotMerged
from lontar.facts import files_said, since, told
from lontar.intake.arrangement import Group, kept, taken
from lontar.paging import leaf_of, left_out_of, rows_of, shows
from lontar.understanding.understand import understand
from lontar.wiring import House
from office.access import Reader, demand
from office.grants import grants_of
from routing.registering import registered
from schemas.arrival import Arrival
from schemas.errors import Conflict, NotFound
from schemas.letter import Letter, LetterFile
from schemas.office import OFFICE, Office
from schemas.page import Page
from schemas.stored import derived_id
from schemas.work import Work
from store.changes import Changes, PutRow
from store.contract import Row

BORN = frozenset({"letter.parted", "letter.registered"})
"""Verbs of the events of a letter that was made by dividing another one, and with which nothing was done since."""


def divided(
    house: House, reader: Reader, letter: Letter, rows: Sequence[Row], groups: Sequence[Group]
) -> tuple[Changes, list[str]]:
    """The letter keeps the first group of its pages, each other one becomes a letter; the ids of these.

    `rows`: all its stored pages. Their ids follow from the version of the letter: the same cut, made again after a
    crash, cannot make them twice."""
    before, files = files_said(letter), list(letter.files)
    ids = [_part_id(letter, number) for number in range(1, len(groups))]
    letter.files = kept(files, groups[0])
    after = files_said(letter) | ({"letters": ids} if ids else {})
    event = happened(reader, "letter.split" if ids else "letter.arranged", letter.id, before=before, after=after)
    changes = anew(house, letter, rows, [event])
    for id, group in zip(ids, groups[1:], strict=True):
        part = _part(letter, id, letter.direction, letter.grants)
        changes += _parted(house, reader, letter, part, files=taken(files, group), rows=rows)
    return changes, ids


def detached(house: House, reader: Reader, letter: Letter, rows: Sequence[Row]) -> tuple[Changes, list[str]]:
    """The letter is left without its scan, which becomes one more letter: its id. The line in the book, and who may
    read it by that, stay with the letter."""
    before, files = files_said(letter), {file.no: file for file in letter.files}
    part = _part(letter, _part_id(letter, 1), "legacy", [])
    part.grants = grants_of(part.packed(), house.store.get(Office, OFFICE))
    letter.files = []
    event = happened(reader, "letter.split", letter.id, before=before, after={"files": [], "letters": [part.id]})
    changes = anew(house, letter, rows, [event]) + _arrived_as(house, letter, part, list(files.values()))
    return changes + _parted(house, reader, letter, part, files=files, rows=rows), [part.id]


def _arrived_as(house: House, letter: Letter, part: Letter, files: Sequence[LetterFile]) -> Changes:
    """From now on it is the part that these bytes are, should they come again."""
    key = Arrival.key(letter.unit, [file.sha256 for file in files])
    held = house.store.get(Arrival, key)
    if held is None or held["letter"] != letter.id:
        return Changes()
    return Changes.of(Arrival(id=key, letter=part.id, version=held["version"]))


def _part_id(letter: Letter, number: int) -> str:
    return derived_id(letter.id, f"{letter.version}/{number}")


def _part(letter: Letter, id: str, direction: str, grants: Sequence[str]) -> Letter:
    """A letter to which pages of another one will go."""
    return Letter(
        id=id,
        unit=letter.unit,
        security_class=letter.security_class,
        grants=list(grants),
        batch=letter.batch,
        direction=direction,
        added_by=letter.added_by,
        added_at=letter.added_at,
    )


def _parted(
    house: House, reader: Reader, letter: Letter, part: Letter, *, files: dict[int, LetterFile], rows: Sequence[Row]
) -> Changes:
    """The part, with pages of the letter. `files`: its files by their number in the letter."""
    id, part.files = part.id, list(files.values())
    former = [dict(file.to_mongo()) | {"no": no} for no, file in files.items()]
    own = [row for row in rows if shows(former, leaf_of(row)) or leaf_of(row) in left_out_of(former)]
    copies = [_copy(row, id, files[row["file"]].no) for row in own]
    text, _ = understand(house, part, copies)
    after = {"from": letter.id, "files": [file.name for file in part.files], "pages": len(text.pages)}
    event = happened(reader, "letter.parted", id, after=after)
    made = Changes.of(part, text, Work(id=id, state="done"), events=[event]) + _put(copies)
    if part.direction != "legacy":
        due = Dues(house).of(part.to_mongo(), part.unit, part.added_at)
        made += registered(house.store, part, part.unit, part.direction, reader, at=part.added_at, due=due)[1]
    return made


def merged(house: House, reader: Reader, letter: Letter, others: Sequence[Letter]) -> Changes:
    """The files of the others appended to the letter, or its scan where it awaits one; the others are withdrawn.
    Raises NotMerged."""
    if any((one.unit, one.security_class) != (letter.unit, letter.security_class) for one in others):
        raise NotMerged
    before, rows = files_said(letter), rows_of(house, letter.id)
    used = {*(file.no for file in letter.files), *(row["file"] for row in rows)}
    last = max(used, default=0)  # no number is used again
    copies: list[Row] = []
    changes = Changes()
    for other in others:
        numbers = {file.no: last + place for place, file in enumerate(other.files, 1)}
        last += len(numbers)
        letter.files += [LetterFile(**(dict(file.to_mongo()) | {"no": numbers[file.no]})) for file in other.files]
        own = [row for row in rows_of(house, other.id) if row["file"] in numbers]
        copies += [_copy(row, letter.id, numbers[row["file"]]) for row in own]
        changes += _joined(reader, other, letter.id, "merged into another letter")
    after = files_said(letter) | {"letters": [other.id for other in others]}
    event = happened(reader, "letter.merged", letter.id, before=before, after=after)
    if house.store.get(Work, letter.id) is None:  # it was never read
        changes += Changes.of(Work(id=letter.id, state="done"))
    return anew(house, letter, [*rows, *copies], [event]) + _put(copies) + changes


def apart_again(house: House, reader: Reader, event: Row) -> Changes:
    """What undoing a splitting or merging does to the other letters. Raises NotFound, Forbidden; Conflict when
    something was done since to what goes out of sight: it would be lost."""
    id, (before, after) = event["thing"].partition("/")[2], told(event)
    others = [_other(house, reader, one) for one in after.get("letters", ())]
    changes = Changes()
    for other in others:
        if event["verb"] == "letter.split":
            _demand_untouched(house, other)
            changes += _joined(reader, other, id, "taken back into another letter")
        else:
            changes += _freed(reader, other, id)
    if event["verb"] == "letter.merged":
        came = {file["no"] for file in after["files"]} - {file["no"] for file in before["files"]}
        _demand_first([row for row in rows_of(house, id, ("file", "page", "version")) if row["file"] in came])
    return changes


def _other(house: House, reader: Reader, id: str) -> Letter:
    """One that an event names and nobody typed: it is not named in a refusal. Raises NotFound, Forbidden."""
    row = house.store.get(Letter, id)
    if row is None:
        raise NotFound(what="Letter")
    demand(reader, "letter.arrange", row, what="Letter")
    return Letter.unpacked(row)


def _demand_untouched(house: House, part: Letter) -> None:
    if part.withdrawn or any(event["verb"] not in BORN for event in since(house, part.id, 0)):
        raise Conflict(what=f"Letter {part.id}")
    _demand_first(rows_of(house, part.id, ("file", "page", "version")))


def _demand_first(rows: Sequence[Row]) -> None:
    """Pages in their first version are as they were copied."""
    if any(row["version"] > 1 for row in rows):
        raise Conflict(what="This letter")


def _joined(reader: Reader, other: Letter, into: str, why: str) -> Changes:
    """A letter whose pages another one shows from now on."""
    other.withdrawn, other.within = why, into
    return Changes.of(other, events=[happened(reader, "letter.joined", other.id, after={"letter": into})])


def _freed(reader: Reader, other: Letter, out_of: str) -> Changes:
    """A letter that shows its own pages again. Raises Conflict when it is elsewhere."""
    if other.within != out_of:
        raise Conflict(what=f"Letter {other.id}")
    other.withdrawn = other.within = None
    return Changes.of(other, events=[happened(reader, "letter.freed", other.id, before={"letter": out_of})])


def _copy(row: Row, letter: str, file: int) -> Row:
    return row | {"_id": Page.key(letter, file, row["page"]), "letter": letter, "file": file, "version": 0}


def _put(rows: Sequence[Row]) -> Changes:
    return Changes(puts=tuple(PutRow(Page, row) for row in rows))
