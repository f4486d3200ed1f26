"""What a disposition says where nobody says otherwise: the first instruction of the office, as urgent as what is passed
on, until the day that was set for it, else that the letter names, or that the urgency gives."""

from lontar.routing.days import Days
from lontar.settings import again
from lontar.wiring import House
from office.vocabularies import Shelf
from routing.deadlines import due_for
from routing.disposing import Order
from schemas.day import day_number
from schemas.disposition import URGENCIES, Disposition
from schemas.errors import NotAmong
from schemas.letter import Letter, values_of
from schemas.stored import now
from store.contract import Row


def default_order(house: House, assignment: Row) -> Order:
    """What passing an assignment on comes to, but for the recipients."""
    shelf = Shelf(house.settings.home)
    made = house.store.get(Disposition, assignment.get("disposition") or "") or {}
    urgency = made.get("urgency") or _printed(shelf, house.store.get(Letter, assignment["letter"]) or {})
    instruction = shelf.get("instructions").default(now().date())
    return Order((), (instruction,), urgency=urgency, due=default_due(house, assignment, urgency))


def default_due(house: House, assignment: Row, urgency: str) -> int:
    """The day (yyyymmdd) that was set for it while that is not over, else by letter and urgency. Raises NotAmong."""
    if urgency not in URGENCIES:
        raise NotAmong(what="urgency", known=", ".join(URGENCIES), field="urgency")
    today, due = Days(house).of(assignment["unit"]), int(assignment.get("due") or 0)
    if due >= today.number:
        return due
    letter, deadlines = house.store.get(Letter, assignment["letter"]) or {}, again(house.settings).deadlines
    return day_number(due_for(letter, urgency, today.calendar, today.day, deadlines))


def _printed(shelf: Shelf, letter: Row) -> str:
    """How urgent the letter itself says that it is."""
    entry = shelf.get("urgency").find(str(values_of(letter).get("urgency") or ""))
    return entry.code if entry else "ordinary"
