"""The day that is proposed to whoever asks a position to handle a letter."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from lontar.settings import again
from lontar.wiring import House
from office.vocabularies import Shelf
from office.workdays import Workdays
from routing.deadlines import due_for
from routing.registering import ZONE
from schemas.day import day_number
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row


def proposed(house: House, letter: Row, unit: str, urgency: str = "ordinary", at: datetime | None = None) -> int | None:
    """yyyymmdd, by the calendar of the unit that is to handle it. `at`: now, in UTC. Raises FaultyVocabulary."""
    row = house.store.get(Unit, unit) or {}
    here = (at or now()).replace(tzinfo=UTC).astimezone(ZoneInfo(str(row.get("timezone") or ZONE)))
    calendar = Workdays.of(house.store, Shelf(house.settings.home), row)
    day = due_for(letter, urgency, calendar, here.date(), again(house.settings).deadlines)
    return day_number(day) if day else None
