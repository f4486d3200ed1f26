"""Invitations to the demo office, in days that do not move, and the clock that its pages see."""

from typing import Any

from lontar.calendar import acts as calendar
from lontar.calendar.following import CalendarFollower
from lontar.routing import acts
from lontar.wiring import House
from office import demo
from office.access import installation
from routing.disposing import Order
from schemas.appointment import Appointment
from schemas.assignment import Assignment
from schemas.letter import FieldValue, Letter
from store.changes import Changes, Happened
from store.contract import Row
from tests.arrived import arrived
from tests.lontar.finding import reader, understood

CONSOLE = installation("tests")
MONDAY = 20301202
WEEK = "/calendar?view=week&date=2030-12-02"


def invited(house: House, subject: str, unit: str = "dpu", *, asked: tuple[str, ...] = (), **fields: Any) -> str:
    """The id of a letter that invites a unit, and of positions that were asked in the place of its head."""
    said = {"subject": subject, "event_date": MONDAY, "event_time": "09.00-12.00", "event_place": "Aula Sukamaju"}
    letter = understood(house, "undangan rapat", unit=unit, **(said | fields))
    entry = arrived(house, CONSOLE, letter, unit).entry
    if asked:
        acts.dispose(house, CONSOLE, Assignment.root(entry), Order(asked))
    CalendarFollower(house).catch_up()
    return letter


def appointment(house: House, letter: str, position: str = "head:dpu") -> Row:
    return house.store.get(Appointment, Appointment.key(letter, position)) or {}


def corrected(house: House, letter: str, **fields: Any) -> None:
    kept = house.store.load(Letter, letter)
    kept.fields |= {name: FieldValue(value=value, confidence=90.0) for name, value in fields.items()}
    house.store.commit(Changes.of(kept, events=[Happened("letter.understood", f"letters/{letter}", "system")]))
    CalendarFollower(house).catch_up()


def hidden(house: House, letter: str) -> None:
    """A secret letter that names nobody."""
    kept = house.store.load(Letter, letter)
    kept.security_class, kept.grants = "R", ["person:nobody"]
    house.store.commit(Changes.of(kept, events=[Happened("letter.classified", f"letters/{letter}", "system")]))
    CalendarFollower(house).catch_up()


def invitations(house: House) -> dict[str, str]:
    """The head of an agency with a week of invitations: some clash, one is moved, one is restricted, one answered."""
    demo.found(house.store)
    letter = invited(house, "Rapat jalan")
    invited(house, "Rapat jembatan", event_time="11.00", event_place="")
    hidden(house, invited(house, "Rapat rahasia", event_date=MONDAY + 1))
    moved = invited(house, "Pelatihan tata naskah dinas bagi pengelola", event_date=MONDAY + 1, event_time="")
    corrected(house, moved, event_date=MONDAY + 2)
    excused = invited(house, "Peresmian", event_date=MONDAY + 3)
    id = appointment(house, excused)["_id"]
    calendar.excuse(house, reader(house, "kadis"), id, "Dinas luar")
    invited(house, "Rapat staf", asked=("staf",))
    for number in range(3):  # for those who answer one each time that they look
        invited(house, f"Rapat {number}", event_date=20310203)
    return {"invited": appointment(house, letter)["_id"], "excused": id, "letter": letter}
