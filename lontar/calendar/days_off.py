"""Days off with their names, as a calendar shows them: public holidays, joint leave, and the office's own."""

from collections.abc import Iterable
from datetime import date

from office.public_holidays import public_holidays
from office.vocabularies import Shelf
from office.workdays import NAME, WORKED, codes_above, days_of, entries_for
from store.contract import Row, Store


def days_off(store: Store, shelf: Shelf, unit: Row | None, days: Iterable[date], language: str) -> dict[date, str]:
    """Of these days those that are off for a unit (None: for an office without units), each with its name in "id" or
    "en". A day that the unit works after all is none."""
    mine = entries_for(shelf.get(NAME).entries, codes_above(store, unit))
    named = {day: one.name(language) for one in mine if one.group != WORKED for day in days_of(one)}
    worked = {day for one in mine if one.group == WORKED for day in days_of(one)}
    found = {}
    for day in days:
        name = named.get(day) or public_holidays(day.year, language).get(day)
        if name and day not in worked:
            found[day] = name
    return found
