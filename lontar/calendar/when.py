"""When the event of an invitation is: its days and its hours, from the fields of the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from ingest.dates import dates
from ingest.fields.hours import hours
from schemas.appointment import FIRST_DAY, MOST_DAYS
from schemas.day import day_number, day_of
from store.contract import Row

HOUR, DAY = 60, 24 * 60
"""Minutes."""
ASSUMED = 2 * HOUR
"""How long an event lasts of which the letter does not say when it ends."""


@dataclass(frozen=True)
class When:
    """As an appointment holds it (schemas/appointment.py)."""

    day: int
    until: int
    begins: int | None = None
    ends: int | None = None

    @classmethod
    def of(cls, letter: Row) -> Self | None:
        """None for a letter that invites to nothing."""
        fields: Mapping[str, Any] = letter.get("fields") or {}
        dated = fields.get("event_date") or {}
        day, said = int(dated.get("value") or 0), str((fields.get("event_time") or {}).get("value") or "")
        if day < FIRST_DAY:
            return None
        return cls(day, _until(day, str(dated.get("printed") or "")), *_hours(said))

    @classmethod
    def held(cls, appointment: Row) -> Self:
        return cls(**{name: appointment.get(name) for name in ("day", "until", "begins", "ends")})  # type: ignore[arg-type]

    @property
    def days(self) -> list[date]:
        first, last = day_of(self.day), day_of(self.until)
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    @property
    def assumed(self) -> bool:
        """Whether its end is our guess."""
        return self.begins is not None and self.ends is None

    def spans(self) -> list[tuple[int, int]]:
        """Its hours of each day, in minutes since day one; the whole day where the letter says no time."""
        begins, length = self.begins or 0, DAY
        if self.begins is not None:
            length = ASSUMED if self.ends is None else self.ends - self.begins
        starts = [day.toordinal() * DAY + begins for day in self.days]
        return [(start, start + length) for start in starts]

    def meets(self, other: "When") -> bool:
        """Whether the two are at the same time, at any moment."""
        return any(one[0] < two[1] and two[0] < one[1] for one in self.spans() for two in other.spans())


def _until(day: int, printed: str) -> int:
    """The last of several days, which stands beside the first: 6 s.d. 8 Mei 2019."""
    last = max((number for number, _, _ in dates(printed)), default=day)
    return last if day < last <= day_number(day_of(day) + timedelta(days=MOST_DAYS - 1)) else day


def _hours(said: str) -> tuple[int | None, int | None]:
    """Minutes since midnight. An end that is not after its beginning is none."""
    found = hours(said)
    begins, _, ends = found[0].partition("-") if found else ("", "", "")
    start, end = _minutes(begins), _minutes(ends)
    return start, end if start is not None and end is not None and end > start else None


def _minutes(clock: str) -> int | None:
    """Of "09.00"."""
    hour, _, minute = clock.partition(".")
    return int(hour) * HOUR + int(minute) if clock else None
