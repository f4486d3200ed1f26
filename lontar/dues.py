"""Until when what comes in is to be handled, as long as nobody sets another day: by the letter's own deadline, else as
urgent as it says that it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lontar.settings import again
from lontar.wiring import House
from office.days import day_in
from office.vocabularies import Shelf
from office.workdays import Workdays
from routing.deadlines import due_for
from schemas.day import day_number, day_of
from schemas.letter import values_of
from schemas.unit import Unit


class Dues:
    """Of one act, which may be about many units."""

    def __init__(self, house: House) -> None:
        self._house, self._shelf = house, Shelf(house.settings.home)
        self._deadlines = again(house.settings).deadlines

    def of(self, letter: Mapping[str, Any], unit: str, at: datetime) -> int:
        """The day yyyymmdd by which a unit is to handle a letter (plain values) that came at `at` (UTC)."""
        row = self._house.store.get(Unit, unit) or {"_id": unit}
        return self.by(letter, row, at, urgency_of(self._shelf, letter))

    def by(self, letter: Mapping[str, Any], unit: Mapping[str, Any], at: datetime, urgency: str) -> int:
        """The same, of a unit as stored, as urgent as somebody says."""
        row = dict(unit)
        calendar = Workdays.of(self._house.store, self._shelf, row)
        return day_number(due_for(dict(letter), urgency, calendar, day_of(day_in(row, at)), self._deadlines))


def urgency_of(shelf: Shelf, letter: Mapping[str, Any]) -> str:
    """How urgent the letter itself says that it is, as a code of the vocabulary."""
    entry = shelf.get("urgency").find(str(values_of(dict(letter)).get("urgency") or ""))
    return entry.code if entry else "ordinary"
