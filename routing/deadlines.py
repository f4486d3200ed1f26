"""Until when a letter is to be handled: by the day that it names itself, else by its urgency, in working days."""

from datetime import date

from office.settings import Deadlines
from office.workdays import Workdays
from schemas.day import day_of
from schemas.letter import values_of
from store.contract import Row


def due_for(letter: Row, urgency: str, workdays: Workdays, today: date, deadlines: Deadlines) -> date:
    """The day proposed for what is asked today. `urgency`: a code of its vocabulary; `workdays`: of the unit that is to
    do it; `deadlines`: the working days of each urgency.

    A day that the letter names counts while it is not over; one that is off means the last working day before it."""
    named = _named(letter)
    if named is not None and named >= today:
        worked = named if workdays.is_workday(named) else workdays.plus(named, -1)
        return max(worked, today)
    return workdays.plus(today, deadlines.of_urgency(urgency))


def _named(letter: Row) -> date | None:
    """The field `deadline` of a letter (yyyymmdd); None for one that says no day."""
    try:
        return day_of(int(values_of(letter).get("deadline") or 0))
    except ValueError:
        return None
