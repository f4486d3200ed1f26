"""A calendar as other programs read it (iCalendar, RFC 5545): the one file that knows the library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from lontar.calendar.when import ASSUMED, DAY, When
from schemas.day import day_of

PRODUCT = "-//Lontar//Lontar//ID"
MIDNIGHT = datetime.min.time()


@dataclass(frozen=True)
class Entry:
    """`uid` stays the same for ever, `sequence` grows with each change; `status`: CONFIRMED, TENTATIVE, CANCELLED;
    `busy`: whether the person is taken by it; `changed_at` in UTC, without saying so."""

    uid: str
    sequence: int
    changed_at: datetime
    when: When
    zone: ZoneInfo
    status: str
    busy: bool
    summary: str
    place: str = ""
    text: str = ""
    address: str = ""


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The same bytes of the same entries."""
    made = icalendar.Calendar()
    for key, value in {"prodid": PRODUCT, "version": "2.0", "method": "PUBLISH", "x-wr-calname": name}.items():
        made.add(key, value)
    for entry in entries:
        for number, (starts, ends) in enumerate(_spans(entry)):
            made.add_component(_event(entry, number, starts, ends))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _spans(entry: Entry) -> list[tuple[date, date]]:
    """Hours of several days are an event each; whole days are one."""
    when = entry.when
    if when.begins is None:
        return [(day_of(when.day), day_of(when.until) + timedelta(days=1))]
    length = timedelta(minutes=ASSUMED if when.ends is None else when.ends - when.begins)
    begins = timedelta(days=when.begins // DAY, minutes=when.begins % DAY)
    starts = [datetime.combine(day, MIDNIGHT, entry.zone) + begins for day in when.days]
    return [(start, start + length) for start in starts]


def _event(entry: Entry, number: int, starts: date, ends: date) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.uid}-{number}" if number else entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.replace(tzinfo=UTC))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    for key, value in {"summary": entry.summary, "location": entry.place, "description": entry.text}.items():
        if value:
            event.add(key, value)
    if entry.address:
        event.add("url", entry.address)
    return event
