"""A letter recorded by a clerk who has looked at it: what is said of it, and its entry, made now or checked where it
has one from its arrival. All of it in one commit."""

from dataclasses import dataclass

from lontar.act import Change
from lontar.dues import Dues
from lontar.letters import letter_for
from lontar.routing.acts import entries_of
from lontar.routing.desk import registrar
from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from routing import answering, registering
from routing.errors import AlreadyRegistered, LetterWithdrawn, NotTheirs
from routing.route import Route
from routing.routed import grants_with
from schemas.assignment import Assignment
from schemas.entry import DIRECTIONS, RegisterEntry
from schemas.errors import NotAmong
from schemas.letter import Letter
from schemas.stored import now
from schemas.unit import Unit
from store.again import again
from store.changes import Changes, PutRow
from store.contract import Row


@dataclass(frozen=True)
class Book:
    """The register of a unit that a letter is to stand in."""

    unit: str
    direction: str = "incoming"


@dataclass(frozen=True)
class Registered:
    """`number`: the agenda number, drawn in the commit where the entry is new; `events`: those of the act."""

    entry: str
    number: int
    events: tuple[int, ...]


def standing(house: House, letter: str, book: Book) -> Row | None:
    """The entry of a letter in a book that is not cancelled."""
    rows = (row for row in entries_of(house, letter) if (row["unit"], row["direction"]) == (book.unit, book.direction))
    return next((row for row in rows if not row.get("cancelled")), None)


def record(
    house: House, reader: Reader, id: str, book: Book, change: Change | None = None, *, information: bool = False
) -> Registered:
    """`change`: what the clerk says of the letter (lontar/edits.py: describing). `information`: nobody needs to handle
    it. Raises NotFound, Forbidden, NotTheirs, NotAmong, LetterWithdrawn, AlreadyRegistered for an entry that a clerk
    has checked before, EntryClosed, and what `change` raises."""
    if book.direction not in DIRECTIONS:
        raise NotAmong(what="direction", known=", ".join(DIRECTIONS), field="direction")
    if not registrar(reader, book.unit):
        raise NotTheirs
    entry: RegisterEntry | None = None

    def decide() -> Changes:
        nonlocal entry
        letter = Letter.unpacked(letter_for(house, reader, id, "entry.register"))
        if letter.withdrawn:
            raise LetterWithdrawn
        said = tuple(change(letter)) if change else ()
        row = standing(house, id, book)
        if row is None:
            entry, changes = _new(house, reader, letter, book, information=information)
            return Changes.of(letter, events=said) + changes
        if row["checked"]:
            raise AlreadyRegistered(unit=_name(house, book.unit), number=row["agenda_number"])
        route = Route.of(house.store, row["_id"])
        entry = route.entry
        due = Dues(house).of(letter.to_mongo(), book.unit, entry.received_at)
        return (Changes.of(letter, events=said) if said else Changes()) + _checked(route, reader, information, due)

    events = again(house.store, decide)
    assert entry is not None
    return Registered(entry.id, int(entry.agenda_number), tuple(events))


def _new(
    house: House, reader: Reader, letter: Letter, book: Book, *, information: bool
) -> tuple[RegisterEntry, Changes]:
    if letter.direction == "legacy":
        letter.direction = book.direction
    of = house.store, letter, book.unit, book.direction, reader
    at = now()
    due = Dues(house).of(letter.to_mongo(), book.unit, at)
    entry, changes = registering.registered(*of, at=at, due=due, checked=True, information=information)
    letter.grants = grants_with(house.store, letter, [entry])
    return entry, changes


def _checked(route: Route, reader: Reader, information: bool, due: int) -> Changes:
    """`due`: by what is now known of the letter; where somebody set another day, that stands."""
    actor, entry = Actor(reader), route.entry
    entry.checked = True
    event = actor.happened("letter.checked", entry.letter, after={"entry": entry.id})
    changes = Changes(events=(event,))
    if information and entry.direction == "incoming":
        return changes + answering.closed(route, actor, "information", "", now())
    root = route.root
    if root and root["standing"] == "own" and not entry.due:
        changes += Changes(puts=(PutRow(Assignment, root | {"due": due}),))
    return changes + Changes.of(entry)


def _name(house: House, unit: str) -> str:
    return str((house.store.get(Unit, unit) or {}).get("name") or unit)
