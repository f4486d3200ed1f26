"""What people do to register entries and to what they were asked: each act one commit with its events, decided anew
when another commit came between. An act answers with the sequence numbers of its events."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from lontar.letters import letter_for
from lontar.routing.desk import actor_for, handler_of
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from office.days import local_day
from office.holders import positions_of
from office.vocabularies import Shelf
from routing import answering, disposing, registering
from routing.answering import Answer
from routing.disposing import Order
from routing.errors import AlreadyEnded, DueBefore, EntryClosed
from routing.route import MOST, Route
from schemas.assignment import HEAD, Assignment
from schemas.disposition import Disposition
from schemas.entry import LONGEST_REASON, RegisterEntry
from schemas.errors import NotAmong, NotFound
from schemas.stored import now
from store.again import again
from store.changes import Changes
from store.contract import Row

Decision = Callable[[Route, Actor], Changes]


def entries_of(house: House, letter: str) -> list[Row]:
    """The register entries of a letter, the first one first."""
    return house.store.find(RegisterEntry, {"letter": letter}, sort=[("received_at", 1)], limit=10_000)


def entry_for(house: House, reader: Reader, id: str, action: str = "letter.read") -> Row:
    """An entry of a letter that the reader may do `action` to. Raises NotFound, Forbidden."""
    row = house.store.get(RegisterEntry, id)
    if row is None:
        raise NotFound(what="Entry")
    letter_for(house, reader, row["letter"], action)
    return row


def cancel(house: House, reader: Reader, entry: str, reason: str) -> list[int]:
    """The agenda number cancelled with a reason; it stays in the book. Raises NotFound, Forbidden, NotTheirs,
    WrongUse, EntryClosed."""
    why = stated("The reason", reason, LONGEST_REASON, "reason")

    def decide(route: Route, actor: Actor) -> Changes:
        return registering.cancelled(route, actor, why)

    return _on_entry(house, reader, entry, decide, "entry.register")


def dispose(house: House, reader: Reader, assignment: str, order: Order) -> tuple[str, list[int]]:
    """Positions asked to handle a letter, out of an assignment of the reader's: the root of its entry, or one they
    pass on. The id of the disposition, and the events. Raises what routing.disposing raises, NotFound, NotTheirs."""
    made = ""
    demand_instructions(house, order.instructions)

    def decide(route: Route, actor: Actor) -> Changes:
        nonlocal made
        today = local_day(house.store, route.entry.unit, now())
        made, changes = disposing.disposed(route, actor, assignment, order, today=today, at=now())
        return changes

    events = _on_assignment(house, reader, assignment, decide, "letter.dispose")
    return made, events


def answer(house: House, reader: Reader, assignment: str, said: Answer) -> list[int]:
    """What the reader makes of what was asked of a position of theirs. Raises what routing.answering raises, NotFound,
    NotTheirs; a withdrawal is the sender's."""

    def decide(route: Route, actor: Actor) -> Changes:
        return answering.answered(route, actor, assignment, said, now())

    if said.letter:
        letter_for(house, reader, said.letter)
    if said.state == "withdrawn":
        return _on_parent(house, reader, assignment, decide)
    return _on_assignment(house, reader, assignment, decide, "letter.answer")


def demand_instructions(house: House, codes: Sequence[str]) -> None:
    """Raises NotAmong for what is no instruction of the office."""
    known = [one.code for one in Shelf(house.settings.home).get("instructions").on(now().date())]
    for code in codes:
        if code not in known:
            raise NotAmong(what=code, known=", ".join(known), field="instructions")


def recall(house: House, reader: Reader, disposition: str) -> list[int]:
    """A disposition withdrawn, by who made it, from all who have not read it. Raises NotFound, NotTheirs, EntryClosed,
    AlreadyRead where nobody is left."""
    row = house.store.get(Disposition, disposition)
    if row is None:
        raise NotFound(what="Disposition")

    def decide(route: Route, actor: Actor) -> Changes:
        return answering.recalled(route, actor, disposition, now())

    return _on_assignment(house, reader, row["parent"], decide, "letter.dispose")


def opened(house: House, reader: Reader, letter: str) -> None:
    """A letter looked at: what was asked of the reader about it is read, the first time. The installation, which may
    look at everything, reads nothing by that."""
    if reader.keys is None:
        return
    rows = house.store.find(Assignment, {"letter": letter}, sort=[("made_at", 1)], limit=MOST)
    unread = [row for row in rows if row["state"] == "unread" and row["standing"] == "own"]
    acts_in = positions_of(house.store, reader.person, now()) if unread else {}
    for row in unread:
        if handler_of(house, row) in acts_in:
            with suppress(AlreadyEnded, EntryClosed):  # at the same moment
                answer(house, reader, row["_id"], Answer("read"))


def resume(house: House, reader: Reader, assignment: str) -> list[int]:
    """What was done or declined taken up again, by who ended it. Raises NotFound, NotTheirs, WrongUse, EntryClosed."""
    return _on_assignment(
        house, reader, assignment, lambda route, actor: answering.resumed(route, actor, assignment), "letter.answer"
    )


def close(house: House, reader: Reader, entry: str, as_what: str, said: str = "") -> list[int]:
    """The entry closed by its head or its registry. Raises NotFound, Forbidden, NotTheirs, EntryClosed, NotAmong."""

    def decide(route: Route, actor: Actor) -> Changes:
        return answering.closed(route, actor, as_what, said, now())

    return _on_entry(house, reader, entry, decide, "letter.dispose")


def reopen(house: House, reader: Reader, entry: str) -> list[int]:
    """Raises NotFound, Forbidden, NotTheirs, EntryClosed, WrongUse."""
    return _on_entry(house, reader, entry, answering.reopened, "letter.dispose")


def set_due(house: House, reader: Reader, assignment: str, due: int | None) -> list[int]:
    """Another day (yyyymmdd) by who asked; None for none. Raises NotFound, NotTheirs, EntryClosed, DueBefore."""

    def decide(route: Route, actor: Actor) -> Changes:
        if due is not None and due < local_day(house.store, route.entry.unit, now()):
            raise DueBefore(field="due")
        return answering.due_set(route, actor, assignment, due)

    return _on_parent(house, reader, assignment, decide)


def _on_entry(house: House, reader: Reader, id: str, decision: Decision, action: str) -> list[int]:
    def decide() -> Changes:
        row = entry_for(house, reader, id, action)
        route = Route.of(house.store, id)
        actor = actor_for(house, reader, route.root or {"position": HEAD, "unit": row["unit"]})
        return decision(route, actor)

    return again(house.store, decide)


def _on_assignment(house: House, reader: Reader, id: str, decision: Decision, action: str) -> list[int]:
    def decide() -> Changes:
        row = _assignment_for(house, reader, id, action)
        return decision(Route.of(house.store, row["entry"]), actor_for(house, reader, row))

    return again(house.store, decide)


def _on_parent(house: House, reader: Reader, id: str, decision: Decision) -> list[int]:
    """As the one who asked; the root's day is set by who answers for it."""

    def decide() -> Changes:
        row = _assignment_for(house, reader, id, "letter.dispose")
        route = Route.of(house.store, row["entry"])
        asked = route.assignments[row["parent"]] if row.get("parent") else row
        return decision(route, actor_for(house, reader, asked))

    return again(house.store, decide)


def _assignment_for(house: House, reader: Reader, id: str, action: str) -> dict[str, Any]:
    """Raises NotFound, Forbidden."""
    row = house.store.get(Assignment, id)
    if row is None:
        raise NotFound(what="Assignment")
    letter_for(house, reader, row["letter"], action)
    return row
