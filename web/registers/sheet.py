"""Registering a letter on one screen: its page beside the fields of the agenda book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar import edits
from lontar.facts import ASKED, version_of
from lontar.routing import recording
from lontar.routing.recording import Book
from lontar.understanding import linking
from lontar.understanding.confirm_queue import doubtful
from lontar.understanding.duplicates import Duplicate, duplicates
from lontar.values import CLASS, NAMES
from office.access import may_see
from office.days import local_day
from paper.settings import WIDTHS
from routing.errors import AlreadyRegistered
from schemas.entry import DIRECTIONS
from schemas.errors import Conflict, LontarError
from schemas.letter import Letter, titled
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.confirm.asked import places_asked, values_asked
from web.confirm.shown import field_of, pictures_of
from web.current import house
from web.i18n.words import say
from web.letters.answer import KEPT
from web.letters.conflict import others
from web.letters.said import titles
from web.letters.sheet import address_of, can_be_drawn
from web.once import once
from web.page import page
from web.registers.place import entry_address, place
from web.who import who

COLUMNS = ("sender", "reference_number", "date", "subject", "urgency", "enclosures", "recipients")
SENT = ("recipients", "reference_number", "date", "subject", "urgency", "enclosures", "sender")
"""The columns of the agenda book, in its order: of incoming letters, and of those that go out."""
INFORMATION = "information"
READ = ("understood", "failed")


@dataclass(frozen=True)
class Twin:
    """A letter that may be the same one; `address` of its first page; `entry`: the one in the same book, if any."""

    found: Duplicate
    address: str | None
    entry: Row | None


@route(place, "/letters/<id>/register", action="entry.register", of=Letter, summary="The letter beside the agenda book")
def register(thing: Row) -> Any:
    book = _book(thing)
    entry = recording.standing(house(), thing["_id"], book)
    if entry and entry["checked"]:
        return redirect(entry_address(entry))
    return shown(thing, book)


@route(
    place,
    "/letters/<id>/register",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="Enter it in the agenda book",
)
@once
def record(thing: Row) -> Any:
    """Values by the names of the fields; `at-NAME`: where it was seen; `act` "information": nobody is to handle it."""
    book, information = _book(thing), request.form.get("act") == INFORMATION
    try:
        values = values_asked(thing)
        version = request.form.get("version", type=int)
        sure, places = _sure(thing, values), places_asked(thing)
        change = edits.describing(house(), who(), values, version, sure=sure, places=places)
        made = recording.record(house(), who(), thing["_id"], book, change, information=information)
    except AlreadyRegistered as problem:
        flash(say(problem), "info")
        return redirect(url_for("registers.register", id=thing["_id"], direction=book.direction))
    except KEPT as problem:
        return _refused(thing, book, problem)
    return _done(thing, made.entry, made.number)


@route(
    place,
    "/letters/<id>/register/different",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="It is another letter than one that looks like it",
)
@once
def different(thing: Row) -> Response:
    linking.tell_apart(house(), who(), thing["_id"], request.form.get("letter", ""))
    return redirect(url_for("registers.register", id=thing["_id"], direction=_book(thing).direction))


def _book(thing: Row) -> Book:
    """The book asked for: one of the person's unit, incoming unless the letter or the address says otherwise."""
    of_letter = thing["direction"] if thing["direction"] in DIRECTIONS else "incoming"
    asked = request.values.get("direction", of_letter)
    return Book(who().unit, asked if asked in DIRECTIONS else of_letter)


def _sure(thing: Row, values: Mapping[str, Any]) -> list[str]:
    """What the clerk says by registering it: all that stands in the form; and that the letter lacks what nearly every
    one has, once it was read: before, what is empty is still to come."""
    read = thing["stage"] in READ
    return [name for name, value in values.items() if name in NAMES and (value or (read and name in ASKED))]


def _done(thing: Row, entry: str, number: int) -> Response:
    flash(_("Registered with the agenda number %(number)s.", number=number), "success")
    if not may_see(who(), house().store.get(Letter, thing["_id"]) or {}):  # after what they said of its class
        flash(_("You may no longer read this letter."), "info")
        return redirect(url_for("registers.incoming"))
    return redirect(url_for("registers.entry", id=thing["_id"], entry=entry, new=1))


def _refused(thing: Row, book: Book, problem: LontarError) -> Response:
    """The screen as the letter stands now, with the reason; of a form that collided with another person's only what
    this person changed stays in its boxes."""
    fresh = house().store.get(Letter, thing["_id"]) or thing
    form, version = request.form.to_dict(), request.form.get("version", type=int)
    if isinstance(problem, Conflict):
        kept = problem.params.get("touched", ())
        form, version = {name: value for name, value in form.items() if name in kept}, None
    return make_response(shown(fresh, book, problem, form, version), problem.status)


def shown(
    thing: Row,
    book: Book,
    problem: LontarError | None = None,
    form: Mapping[str, str] | None = None,
    version: int | None = None,
) -> str:
    """With `problem`, what was typed is shown again beside the reason."""
    stands, pictures, columns = dict(form or {}), pictures_of(thing), COLUMNS if book.direction == "incoming" else SENT
    others_too = [name for name in NAMES if name not in columns]
    fields = [field_of(thing, name, pictures, shown=name in columns) for name in (*columns, *others_too)]
    framed = next((one for one in fields if one.name == request.args.get("field")), None)
    number = request.args.get("page", type=int) or (framed.number if framed else 0)
    entry = recording.standing(house(), thing["_id"], book)
    received = entry["received_at"] if entry else now()
    return page(
        "registers/sheet.html",
        letter=thing,
        book=book,
        unit=(house().store.get(Unit, book.unit) or {}).get("name", book.unit),
        entry=entry,
        received=local_day(house().store, book.unit, received),
        title=titled(thing),
        columns=fields[: len(columns)],
        rest=fields[len(columns) :],
        waits=sum(one.asks for one in fields),
        doubtful=doubtful(thing),
        being_read=thing["stage"] in ("arrived", "read"),
        stands={one.name: stands.get(one.name, one.value) for one in fields},
        security_class=stands.get(CLASS, thing["security_class"]),
        titles=titles(),
        pictures=pictures,
        shown=next((one for one in pictures if one.at.number == number), pictures[0] if pictures else None),
        framed=framed,
        version=version_of(house(), thing["_id"]) if version is None else version,
        checked=(),
        problem=problem,
        others=others(thing, problem),
        twins=_twins(thing, book),
        small=WIDTHS[2],
        sheet_address=lambda id, **more: url_for("registers.register", id=id, direction=book.direction, **more),
        entry_address=entry_address,
    )


def _twins(thing: Row, book: Book) -> Sequence[Twin]:
    return [_twin(one, book) for one in duplicates(house(), who(), thing)]


def _twin(found: Duplicate, book: Book) -> Twin:
    letter = house().store.get(Letter, found.letter["_id"]) or {}
    file = next(iter(letter["files"]), None)
    drawn = file is not None and can_be_drawn(file, {})
    first = (file["no"], (file.get("leaves") or [1])[0]) if file else (1, 1)
    address = address_of(letter["_id"], first, None, WIDTHS[2]) if drawn else None
    return Twin(found, address, recording.standing(house(), letter["_id"], book))
