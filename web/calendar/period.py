"""Which days the calendar shows: a day, a week from Monday, or the weeks of a month; and those before and after."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

DAY, WEEK = timedelta(days=1), timedelta(days=7)
VIEWS = ("day", "week", "month")


@dataclass(frozen=True)
class Period:
    """`at`: a day of it, from 1900 to 2200."""

    view: str
    at: date

    @property
    def first(self) -> date:
        """The first day shown: of a month the Monday before, where it begins on another day."""
        begins = self.at.replace(day=1) if self.view == "month" else self.at
        return begins if self.view == "day" else begins - begins.weekday() * DAY

    @property
    def last(self) -> date:
        if self.view == "day":
            return self.at
        ends = self.at.replace(day=monthrange(self.at.year, self.at.month)[1]) if self.view == "month" else self.at
        return ends + (6 - ends.weekday()) * DAY

    @property
    def days(self) -> list[date]:
        return [self.first + n * DAY for n in range((self.last - self.first).days + 1)]

    @property
    def before(self) -> date:
        """A day of the period before this one."""
        return self.at.replace(day=1) - DAY if self.view == "month" else self.at - (DAY if self.view == "day" else WEEK)

    @property
    def after(self) -> date:
        if self.view == "month":
            return self.at.replace(day=monthrange(self.at.year, self.at.month)[1]) + DAY
        return self.at + (DAY if self.view == "day" else WEEK)

    def holds(self, day: date) -> bool:
        """Whether a day that is shown is of the month itself."""
        return self.view != "month" or (day.year, day.month) == (self.at.year, self.at.month)


def views() -> dict[str, str]:
    return {"day": _("Day"), "week": _("Week"), "month": _("Month")}


def weekday(day: date) -> str:
    names = (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )
    return str(names[day.weekday()])
