"""What the form of a disposition says, and what it offers."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from lontar.routing import recipients
from lontar.routing.days import Days
from lontar.routing.desk import registrar
from lontar.routing.recipients import Recipient
from lontar.wiring import House
from office.access import Reader
from office.holders import positions_of
from routing.disposing import Order
from schemas.day import day_number, day_of
from schemas.errors import WrongUse
from schemas.stored import now
from store.contract import Row
from web.i18n.words import day

GROUPS = {"below": True, "all-below": False}
"""Heads of the units directly below, or of all below, by the name in the form."""
NO_DAY, OTHER_DAY = "none", "other"
WEEK = 5
"""Working days."""


@dataclass(frozen=True)
class Offered:
    """Recipients to choose from: whom the position leads, what a search found, those chosen before, and groups by
    name with the ids of those of them who can be asked."""

    led: list[Recipient]
    found: list[Recipient]
    groups: dict[str, list[str]]


def offered(house: House, assignment: Row, sender: str | None, words: str, chosen: list[str]) -> Offered:
    """`words`: what positions are looked for by; `chosen` stay in sight, wherever they were found."""
    led = recipients.subordinates(house, sender, assignment["unit"])
    known = {row["_id"] for row in led} | {sender}
    others = [*recipients.by_ids(house, chosen), *recipients.found(house, words)]
    beside = {row["_id"]: row for row in others if row["_id"] not in known}
    return Offered(
        recipients.recipients(house, led),
        recipients.recipients(house, list(beside.values())),
        groups_of(house, sender, assignment),
    )


def led_by(house: House, reader: Reader) -> list[Recipient]:
    """Whom a reader leads in all the positions that they act in; a registry those of its unit."""
    seats = sorted(positions_of(house.store, reader.person, now()))
    rows = [row for seat in seats for row in recipients.subordinates(house, seat, reader.unit)]
    if registrar(reader, reader.unit):
        rows += recipients.subordinates(house, None, reader.unit)
    found = {row["_id"]: row for row in rows if row["_id"] not in seats}
    return [one for one in recipients.recipients(house, list(found.values())) if one.can_be_asked]


def groups_of(house: House, sender: str | None, assignment: Row) -> dict[str, list[str]]:
    """Where they have several; the larger one where it is larger."""
    unit, found = recipients.led_unit(house, sender, assignment["unit"]), dict[str, list[str]]()
    for name, direct in GROUPS.items() if unit else ():
        rows = recipients.heads_below(house, str(unit), direct=direct)
        ids = [one.id for one in recipients.recipients(house, rows) if one.can_be_asked]
        if len(ids) > 1 and ids not in found.values():
            found[name] = ids
    return found


def order_of(house: House, form: MultiDict[str, str], sender: str | None, assignment: Row) -> Order:
    """Raises WrongUse, with the field."""
    groups = groups_of(house, sender, assignment) if form.getlist("group") else {}
    ids = [*form.getlist("to"), *(id for name in form.getlist("group") for id in groups.get(name, ()))]
    instructions, note = tuple(form.getlist("instruction")), form.get("note", "").replace("\r\n", "\n")
    return Order(list(dict.fromkeys(ids)), instructions, note, form.get("urgency", "ordinary"), _due(form))


def _due(form: MultiDict[str, str]) -> int | None:
    said = form.get("due", NO_DAY)
    if said == OTHER_DAY:
        return day_typed(form.get("due_day", ""), "due_day")
    if said != NO_DAY and not said.isdecimal():
        raise WrongUse(what=_("The due day"), why=_("choose one of those offered"), field="due")
    return None if said == NO_DAY else int(said)


def day_typed(said: str, field: str) -> int:
    """A day as the browser's own field gives it. Raises WrongUse."""
    try:
        return day_number(date.fromisoformat(said.strip()))
    except ValueError:
        raise WrongUse(what=_("The due day"), why=_("choose a day"), field=field) from None


def due_chips(house: House, assignment: Row, usual: int | None) -> list[tuple[str, str]]:
    """(value, words) of the days to choose from, the usual one first."""
    today = Days(house).of(assignment["unit"])
    found = {}
    if usual:
        workdays = today.calendar.between(today.day, day_of(usual))
        found[usual] = ngettext("%(num)s working day", "%(num)s working days", workdays)
    found.setdefault(today.after(WEEK), _("1 week"))
    chips = [(str(number), f"{words} · {day(number)}") for number, words in found.items()]
    return [*chips, (NO_DAY, _("no day"))]
