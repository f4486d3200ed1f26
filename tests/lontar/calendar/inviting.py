"""Letters that invite the small office of tests/lontar/routing/offices.py, and what came of them."""

from typing import Any

from lontar.calendar.following import CalendarFollower
from lontar.wiring import House
from schemas.appointment import Appointment
from schemas.letter import FieldValue, Letter
from store.changes import Changes, Happened
from store.contract import Row
from tests.arrived import arrived
from tests.lontar.routing.offices import a_letter, who

DAY = 20301202


def says(house: House, letter: str, **fields: Any) -> None:
    """Fields of a letter as they are read, with an event as reading has; None takes one away."""
    kept = house.store.load(Letter, letter)
    for name, value in fields.items():
        if value is None:
            kept.fields.pop(name, None)
        else:
            kept.fields[name] = value if isinstance(value, FieldValue) else FieldValue(value=value, confidence=90.0)
    house.store.commit(Changes.of(kept, events=[Happened("letter.understood", f"letters/{letter}", "system")]))


def invitation(house: House, unit: str = "dinas", clerk: str = "agendaris", **fields: Any) -> tuple[str, str]:
    """The ids of a letter that invites, and of its entry in the register of a unit."""
    letter = a_letter(house, unit)
    says(house, letter, **({"event_date": DAY, "event_time": "09.00-12.00", "event_place": "Aula"} | fields))
    entry = arrived(house, who(house, clerk), letter).entry
    followed(house)
    return letter, entry


def followed(house: House) -> None:
    CalendarFollower(house).catch_up()


def appointments(house: House, letter: str) -> dict[str, Row]:
    """By position, those that stand."""
    rows = house.store.find(Appointment, {"letter": letter}, sort=[("day", 1)], limit=1000)
    return {row["position"]: row for row in rows if not row.get("cancelled")}


def states(house: House, letter: str) -> dict[str, str]:
    return {position: row["state"] for position, row in appointments(house, letter).items()}
