"""What a disposition says where nobody says otherwise: the first instruction of the office, as urgent as what is passed
on, until the day that was set for it, or that the urgency gives."""

from lontar.routing.days import Days, due_by_urgency
from lontar.wiring import House
from office.vocabularies import Shelf
from routing.disposing import Order
from schemas.disposition import Disposition
from schemas.errors import NotFound
from schemas.letter import Letter, values_of
from schemas.stored import now
from store.contract import Row


def default_order(house: House, assignment: Row) -> Order:
    """What passing an assignment on comes to, but for the recipients."""
    shelf = Shelf(house.settings.home)
    made = house.store.get(Disposition, assignment.get("disposition") or "") or {}
    urgency = made.get("urgency") or _printed(house, shelf, assignment["letter"])
    instruction = shelf.get("instructions").default(now().date())
    return Order((), (instruction,), urgency=urgency, due=default_due(house, assignment, urgency))


def default_due(house: House, assignment: Row, urgency: str) -> int:
    """The day (yyyymmdd) that was set for it while that is not over, else by the urgency."""
    today = Days(house).of(assignment["unit"])
    due = int(assignment.get("due") or 0)
    return due if due >= today.number else due_by_urgency(house, today, urgency)


def _printed(house: House, shelf: Shelf, letter: str) -> str:
    """How urgent the letter itself says that it is. Raises NotFound."""
    row = house.store.get(Letter, letter)
    if row is None:
        raise NotFound(what="Letter")
    entry = shelf.get("urgency").find(str(values_of(row).get("urgency") or ""))
    return entry.code if entry else "ordinary"
