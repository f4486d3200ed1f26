"""Appointments of a period as `lontar calendar --json` and the JSON API give them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from lontar.calendar.errors import UnknownPeriod
from lontar.calendar.items import Calendar, Item
from lontar.calendar.when import DAY, HOUR
from lontar.wiring import House
from office.access import Reader
from office.days import day_at, zone_of
from schemas.day import day_of
from schemas.errors import NotFound
from schemas.stored import now
from schemas.unit import Unit

SHOWN = timedelta(days=30)
MOST_DAYS = 400


def listed(
    house: House, reader: Reader, since: str | None = None, until: str | None = None, unit: str | None = None
) -> list[dict[str, Any]]:
    """Of the reader's positions, or with `unit` (a code) of a unit whose calendar they may look at. Days as 2026-12-31,
    both among those of the period; without them the coming 30 days. Raises UnknownPeriod, NotFound."""
    first = _day(since, "from") if since else day_at(now(), zone_of(house.store, reader.unit))
    last = _day(until, "until") if until else first + SHOWN
    if not timedelta() <= last - first <= timedelta(days=MOST_DAYS):
        raise UnknownPeriod(what=until or since, most=MOST_DAYS, field="until")
    calendar = Calendar(house, reader)
    if unit is None:
        return said(house, calendar.own(first, last))
    row = next((one for one in house.store.find(Unit, {"code": unit}, limit=1) if is_open(calendar, one["_id"])), None)
    if row is None:
        raise NotFound(what=f"Unit {unit}")
    return said(house, calendar.of_unit(row["_id"], first, last))


def is_open(calendar: Calendar, unit: str) -> bool:
    """Whether the reader may look at the calendar of a unit."""
    return calendar.reader.keys is None or any(unit == one["_id"] for one in calendar.units)


def said(house: House, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Times are those where the unit is. Of a letter that may not be read nothing but its hours is told."""
    units = house.store.get_many(Unit, sorted({item.row["unit"] for item in items}))
    return [_said(item, units.get(item.row["unit"], {}).get("code")) for item in items]


def _said(item: Item, unit: str | None) -> dict[str, Any]:
    when, row, shown = item.when, item.row, item.letter is not None
    hours = {"day": _iso(when.day), "until": _iso(when.until), "begins": clock(when.begins), "ends": clock(when.ends)}
    told: dict[str, Any] = {
        "id": row["_id"],
        "letter": row["letter"],
        "subject": item.subject,
        "place": item.place or None,
        "note": row.get("note"),
        "deputy": item.deputy or None,
    }
    return hours | {name: value if shown else None for name, value in told.items()} | {
        "end_assumed": when.assumed,
        "moved_from": _iso(row["moved_from"]) if row.get("moved_from") else None,
        "position": item.title,
        "unit": unit,
        "state": row["state"],
        "restricted": not shown,
        "clashes": [one.row["letter"] if one.letter else None for one in item.clashes],
    }  # fmt: skip


def clock(minutes: int | None, sign: str = ":") -> str | None:
    """09:00; of an event that ends on the next day the time on that day."""
    if minutes is None:
        return None
    hour, minute = divmod(minutes if minutes == DAY else minutes % DAY, HOUR)
    return f"{hour:02d}{sign}{minute:02d}"


def _iso(day: int) -> str:
    return day_of(day).isoformat()


def _day(said: str, field: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise UnknownPeriod(what=said, most=MOST_DAYS, field=field) from error
