"""The day that is proposed to whoever asks a position to handle a letter."""

from datetime import datetime

from lontar.settings import again
from lontar.wiring import House
from office.days import day_at, zone_of
from office.vocabularies import Shelf
from office.workdays import Workdays
from routing.deadlines import due_for
from schemas.day import day_number
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row


def proposed(house: House, letter: Row, unit: str, urgency: str = "ordinary", at: datetime | None = None) -> int | None:
    """yyyymmdd, by the calendar of the unit that is to handle it. `at`: now, in UTC. Raises FaultyVocabulary."""
    calendar = Workdays.of(house.store, Shelf(house.settings.home), house.store.get(Unit, unit))
    today = day_at(at or now(), zone_of(house.store, unit))
    day = due_for(letter, urgency, calendar, today, again(house.settings).deadlines)
    return day_number(day) if day else None
