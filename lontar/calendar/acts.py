"""What a position says of an invitation: that it comes, that it does not, whom it sends; and that taken back.

Each is one commit with its event on the letter. Whoever comes second is told what the first one said.
"""

from collections.abc import Callable
from typing import Any

from lontar.calendar.errors import AlreadySaid, NoAppointment
from lontar.calendar.items import name_of
from lontar.calendar.wanted import is_live, unsaid
from lontar.letters import letter_for
from lontar.routing.desk import actor_for, handler_of
from lontar.routing.recipients import Recipient, recipients, subordinates
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from office.days import local_day
from office.vocabularies import Shelf
from routing import answering, disposing
from routing.answering import Answer
from routing.disposing import Order
from routing.route import Route
from schemas.appointment import LONGEST_NOTE, Appointment
from schemas.assignment import Assignment
from schemas.errors import WrongUse
from schemas.position import Position
from schemas.stored import now
from store.again import again
from store.changes import Changes, PutRow
from store.contract import Row

SAID = {"attending": "they come", "excused": "they do not come", "deputised": "they send a deputy"}
"""What a state is called in a sentence; message ids of the catalogue."""
REPRESENT = "represent"
"""The instruction to a deputy, where the office has it in its list."""

Decision = Callable[[Row, Route, Actor], Changes]


def attend(house: House, reader: Reader, id: str) -> list[int]:
    """The position comes. Raises NoAppointment, NotFound, NotTheirs, AlreadySaid."""

    def decide(row: Row, route: Route, actor: Actor) -> Changes:
        return _read(row, route, actor) + _said(row, actor, "attending")

    return _say(house, reader, id, ("attending", None), decide)


def excuse(house: House, reader: Reader, id: str, reason: str) -> list[int]:
    """The position does not come, and why. Raises what `attend` raises, WrongUse, TooManyCharacters."""
    why = stated("The reason", reason, LONGEST_NOTE, "note")

    def decide(row: Row, route: Route, actor: Actor) -> Changes:
        return _read(row, route, actor) + _said(row, actor, "excused", note=why)

    return _say(house, reader, id, ("excused", None), decide)


def depute(house: House, reader: Reader, id: str, deputy: str, note: str = "") -> list[int]:
    """Another position sent instead, by a disposition out of what was asked of this one. Raises what `attend` raises,
    Vacant, WrongUse, and what routing.disposing raises."""
    text = stated("The note", note, LONGEST_NOTE, "told") if note.strip() else ""
    known = Shelf(house.settings.home).get("instructions").on(now().date())
    instructions = [one.code for one in known if one.code == REPRESENT]

    def decide(row: Row, route: Route, actor: Actor) -> Changes:
        if not deputy:
            raise WrongUse(what="The deputy", why="nobody is chosen", field="recipients")
        order = Order((deputy,), instructions, text)
        today = local_day(house.store, route.entry.unit, now())
        _, changes = disposing.disposed(route, actor, row["assignment"], order, today=today, at=now())
        return changes + _said(row, actor, "deputised", deputy=deputy, **({"note": text} if text else {}))

    return _say(house, reader, id, ("deputised", deputy), decide)


def take_back(house: House, reader: Reader, id: str) -> list[int]:
    """The position is invited as before; a deputy who has not read it yet is asked no more. Raises NoAppointment,
    NotFound, NotTheirs, AlreadyRead for a deputy who has."""

    def decide() -> Changes:
        row = _appointment_for(house, reader, id, "letter.answer")
        if row["state"] == "invited":
            return Changes()
        route, actor = _route(house, reader, row)
        sent = _sent(route, row) if row["state"] == "deputised" else None
        changes = answering.answered(route, actor, sent, Answer("withdrawn"), now()) if sent else Changes()
        event = actor.happened("letter.invited-again", row["letter"], before=_told(row), after=_told(unsaid(row)))
        return changes + Changes((PutRow(Appointment, _changed(unsaid(row))),), events=(event,))

    return again(house.store, decide)


def candidates(house: House, appointment: Row) -> list[Recipient]:
    """Who can be sent: those whom the position leads, then the others of its unit; all in whose position somebody
    acts."""
    unit, handler = appointment["unit"], handler_of(house, appointment)
    led = subordinates(house, handler, unit) if handler else []
    near = house.store.find(Position, {"unit": unit}, sort=[("title", 1)], limit=1000)
    rows = {row["_id"]: row for row in (*led, *near) if row["_id"] != handler and not row.get("closed")}
    return [one for one in recipients(house, list(rows.values())) if one.can_be_asked]


def _say(house: House, reader: Reader, id: str, wanted: tuple[str, str | None], decision: Decision) -> list[int]:
    """`wanted`: the state, and the deputy; said a second time it changes nothing."""
    action = "letter.dispose" if wanted[1] else "letter.answer"

    def decide() -> Changes:
        row = _appointment_for(house, reader, id, action)
        if (row["state"], row.get("deputy")) == wanted:
            return Changes()
        if row["state"] != "invited":
            raise AlreadySaid(by=name_of(house.store, row.get("said_by")) or "-", said=SAID[row["state"]])
        return decision(row, *_route(house, reader, row))

    return again(house.store, decide)


def _appointment_for(house: House, reader: Reader, id: str, action: str) -> Row:
    row = house.store.get(Appointment, id)
    if row is None or row.get("cancelled"):
        raise NoAppointment
    letter_for(house, reader, row["letter"], action)
    return row


def _route(house: House, reader: Reader, appointment: Row) -> tuple[Route, Actor]:
    assignment = house.store.get(Assignment, appointment["assignment"])
    if assignment is None:
        raise NoAppointment
    return Route.of(house.store, assignment["entry"]), actor_for(house, reader, assignment)


def _read(appointment: Row, route: Route, actor: Actor) -> Changes:
    """Who says something of an invitation has read it; the registry, which may say it for the head, has not."""
    row = route.assignments[appointment["assignment"]]
    if actor.position is None or row["state"] != "unread" or row["standing"] != "own":
        return Changes()
    return answering.answered(route, actor, row["_id"], Answer("read"), now())


def _said(appointment: Row, actor: Actor, state: str, **more: str) -> Changes:
    said = {"said_by": actor.reader.person, "said_at": now()}
    row = _changed({name: value for name, value in appointment.items() if name != "moved_from"})
    row |= {"state": state} | said | more
    event = actor.happened(
        f"letter.{state}", appointment["letter"], before=_told(appointment), after=_told(row) | {"day": row["day"]}
    )
    return Changes((PutRow(Appointment, row),), events=(event,))


def _changed(row: Row) -> Row:
    return row | {"changed_at": now()}


def _told(row: Row) -> dict[str, Any]:
    """What an event keeps of an appointment."""
    named = {name: row[name] for name in ("position", "state", "deputy", "note") if row.get(name)}
    return {"appointment": row["_id"]} | named


def _sent(route: Route, appointment: Row) -> str | None:
    """The assignment of the deputy, while it asks them."""
    rows = route.assignments
    return next(
        (
            id
            for id, row in rows.items()
            if row.get("parent") == appointment["assignment"]
            and row["position"] == appointment["deputy"]
            and is_live(rows, id)
        ),
        None,
    )
