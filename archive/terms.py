"""When a case file passes from one part of its life to the next, counted from the day on which it was closed.

Both terms are whole years and end on the day and month of the closing; 29 February becomes 1 March in other years, so
that no term is ever shorter than the schedule says."""

from dataclasses import dataclass
from datetime import date

from archive.schedule import Rule
from schemas.day import day_number

TEN_YEARS = 10
"""From so many years of keeping on the head of the national archives must approve that a case file be destroyed, below
it the head of the region (PP 28/2012, articles 66 to 68)."""


@dataclass(frozen=True)
class Terms:
    """Days yyyymmdd: it is active before `inactive`, inactive before `due`, and then its fate may come."""

    inactive: int
    due: int

    def standing(self, today: int) -> str:
        """ "active", "inactive" or "due"."""
        return "due" if today >= self.due else "inactive" if today >= self.inactive else "active"


def terms(rule: Rule, closed: date) -> Terms:
    return Terms(day_number(_later(closed, rule.active)), day_number(_later(closed, rule.years)))


def months_later(day: date, months: int) -> int:
    """The day (yyyymmdd) so many months later, or the first of the next month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day_number(day.replace(year=day.year + years, month=month + 1))
    except ValueError:
        return months_later(day.replace(day=1), months + 1)


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def outside_for(years: int) -> str:
    """Whose approval from outside a destruction needs (schemas/proposal.py: OUTSIDE)."""
    return "anri" if years >= TEN_YEARS else "head"
