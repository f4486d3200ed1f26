"""Periods as people say them, by their first and last day, and as they are kept: half-open, in UTC.

A day is that of the time zone of the unit it is said of.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from schemas.day import day_number
from schemas.errors import WrongUse
from schemas.unit import Unit
from store.contract import Row, Store

DAY = timedelta(days=1)
ZONE = str(Unit.timezone.default)
"""The time zone of a unit that says none."""


def zone_of(store: Store, unit: str) -> ZoneInfo:
    """The time zone of a unit."""
    return zone_in(store.get(Unit, unit))


def zone_in(unit: Row | None) -> ZoneInfo:
    """The same, of a unit as stored; None: of an office that has none."""
    return ZoneInfo(str((unit or {}).get("timezone") or ZONE))


def local_day(store: Store, unit: str, at: datetime) -> int:
    """The day yyyymmdd of a stored time where a unit is."""
    return day_in(store.get(Unit, unit), at)


def day_in(unit: Row | None, at: datetime) -> int:
    """The same, of a unit as stored."""
    return day_number(day_at(at, zone_in(unit)))


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins, in UTC as the store keeps it."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """When a day is over, exclusive."""
    return begin_of(day + DAY, zone)


def day_at(at: datetime, zone: ZoneInfo) -> date:
    """The day on which a stored time lies."""
    return at.replace(tzinfo=UTC).astimezone(zone).date()


def last_day(until: datetime | None, zone: ZoneInfo) -> date | None:
    """The last day of a period with this exclusive end; None when it has none."""
    return day_at(until - timedelta(milliseconds=1), zone) if until else None


def typed(text: str, field: str, what: str = "The day") -> date | None:
    """A day as forms and flags give it, 2026-12-05; None for nothing. Raises WrongUse, naming the field."""
    if not text.strip():
        return None
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        found = date.min
    if not 1900 <= found.year <= 2200:
        raise WrongUse(what=what, why="write it like 2026-12-05", field=field)
    return found


def demand_order(first: date, last: date | None, field: str) -> None:
    """Raises WrongUse when a period ends before it begins."""
    if last is not None and last < first:
        raise WrongUse(what="The period", why="its last day lies before its first", field=field)
