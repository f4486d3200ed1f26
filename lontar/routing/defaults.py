"""What a disposition says where nobody says otherwise: the first instruction of the office, as urgent as what is passed
on, until the day that the letter names, or that the urgency gives, none later than what was set for it."""

from lontar.dues import Dues, urgency_of
from lontar.routing.days import Days
from lontar.wiring import House
from office.vocabularies import Shelf
from routing.disposing import Order
from schemas.disposition import URGENCIES, Disposition
from schemas.errors import NotAmong
from schemas.letter import Letter
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row


def default_order(house: House, assignment: Row) -> Order:
    """What passing an assignment on comes to, but for the recipients."""
    shelf = Shelf(house.settings.home)
    made = house.store.get(Disposition, assignment.get("disposition") or "") or {}
    urgency = made.get("urgency") or urgency_of(shelf, house.store.get(Letter, assignment["letter"]) or {})
    instruction = shelf.get("instructions").default(now().date())
    return Order((), (instruction,), urgency=urgency, due=default_due(house, assignment, urgency))


def default_due(house: House, assignment: Row, urgency: str) -> int:
    """The day (yyyymmdd) by letter and urgency, none later than what was set for it while that is not over. Raises
    NotAmong."""
    if urgency not in URGENCIES:
        raise NotAmong(what="urgency", known=", ".join(URGENCIES), field="urgency")
    letter = house.store.get(Letter, assignment["letter"]) or {}
    usual = Dues(house).by(letter, house.store.get(Unit, assignment["unit"]) or {}, now(), urgency)
    due = int(assignment.get("due") or 0)
    return min(due, usual) if due >= Days(house).of(assignment["unit"]).number else usual
