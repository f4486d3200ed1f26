"""The event to which a letter invites: its day, its hours and its place, in rows of the body or in its sentences."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.dateline import WEEKDAYS
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.hours import hours
from ingest.fields.labels import Labelled, labelled, lines_of
from ingest.fields.lines import Part, Sheet, joined
from ingest.fields.running import Running, running
from ingest.fields.yearless import yearless

INVITES = re.compile(
    r"\b(?:meng|di)?undang(?:an)?\b|\b(?:ke)?hadir(?:an|i)?\b|\bmenghadiri\b|"
    r"\b(?:meng|di)harap(?:kan)?\b.{0,40}\b(?:hadir|datang)\b|\bu+itgenoodigd?\b|\binvit(?:e|ed|ation)\b",
    re.IGNORECASE,
)
"""What a letter that invites says in its subject or its text."""
DAY = labels.pattern(
    r"hari ?(?:[/,&]|dan) ?(?:tanggal|tgl)|tanggal pelaksanaan|" + labels.spaced("hari", "tanggal") + r"|tgl|day|date"
)
TIME = labels.pattern(r"waktu ?/ ?(?:pukul|jam)|" + labels.spaced("waktu", "pukul", "jam") + r"|pkl|time")
ROOM = labels.pattern(
    r"tempat ?/ ?(?:acara|lokasi)|" + labels.spaced("tempat", "lokasi") + r"|bertempat di|ruang(?:an)?|venue|place"
)
SENTENCE = re.compile(
    rf"\bpada\s+(?:hari\s+)?(?:ini\s+)?(?:(?:{WEEKDAYS})\b[\s,/]*)?(?:tanggal\s+|tgl\.?\s+)?$", re.IGNORECASE
)
"""Before the date of an event in a sentence."""
AFTER = re.compile(r"[\s,]*(?:(?:mulai\s+)?(?:pukul|jam)\s+|pkl\.?\s+)(?P<hours>[^;\n]{2,60})", re.IGNORECASE)
AT = re.compile(
    r"[\s,]*(?:wi(?:b|ta?|t)\b)?[\s,.]*(?:s\.?/?d\.?|sampai dengan|hingga)?\s*(?:selesai)?[\s,]*"
    r"(?:bertempat\s+di|tempat\s+di|bertempat|di)\s+"
    r"(?P<place>[^,;]+?)(?=\s*(?:[;]|\.(?:\s|$)|,?\s+(?:untuk|guna|dalam rangka|dengan (?:acara|agenda|ketentuan)|"
    r"acara|membahas|yang|agar|maka|kami|dan)\b|,|$))",
    re.IGNORECASE,
)
UNTIL = re.compile(r"(?P<day>\d{1,2})\s*(?:s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|dan|[\-–])\s*$", re.IGNORECASE)
"""6 s.d. 8 Mei 2019: the first of several days."""
NEAR, APART = 6, 4.0
"""Lines, and ems to the left or right, within which the rows of one event stand."""
ENDS = re.compile(r"\s*(?:\*\)|\.|;)\s*$")


class Event(NamedTuple):
    """What is said of an event; None for what is not."""

    date: Found | None = None
    time: Found | None = None
    place: Found | None = None


def event(sheets: Sequence[Sheet], about: Found | None, day: int | None) -> Event:
    """The event of a letter that invites, by its subject `about` or its text; `day`: the letter's date."""
    for sheet in sheets:
        text = running(sheet.lines)
        if not (INVITES.search(text.text) or (about and INVITES.search(str(about.value)))):
            continue
        found = _in_rows(sheet, day) or _in_sentence(sheet, text)
        if found is not None and found.date is not None:
            # a letter of later than the event tells of it, and does not invite
            return found if day is None or int(str(found.date.value)) >= day else Event()
    return Event()


def _in_rows(sheet: Sheet, day: int | None) -> Event | None:
    """Hari/tanggal : ..., Waktu : ..., Tempat : ... below each other: a day, and one of the others close below it."""
    for number, line in enumerate(sheet.lines):
        for one in labelled(sheet, line, DAY):
            dated = _day(sheet, number, one, day) if one.colon else None
            if dated is None:
                continue
            time = next((found for found in _rows(sheet, number, one, TIME)), None)
            room = next((found for found in _rows(sheet, number, one, ROOM)), None)
            if time or room:
                return Event(dated, _time(sheet, time[1]) if time else None, _place(sheet, *room) if room else None)
    return None


def _rows(sheet: Sheet, number: int, day: Labelled, label: re.Pattern[str]) -> Iterator[tuple[int, Labelled]]:
    """What such a label labels on the line of the day or those below it, in its column or behind it."""
    for place in range(number, min(number + NEAR, len(sheet.lines))):
        for one in labelled(sheet, sheet.lines[place], label):
            level = abs(one.cell.left - day.cell.left) < APART * sheet.em or place == number
            if one.colon and level and one.end > one.start:
                yield place, one


def _day(sheet: Sheet, number: int, one: Labelled, day: int | None) -> Found | None:
    """The day behind its label, or on the row "Tanggal" below one that says only the weekday."""
    parts = list(lines_of(sheet, number, one))[:2]
    text = running([part.line for part in parts])
    start = one.start
    end = len(text.text) if len(parts) > 1 else one.end
    whole = [(*found, STRONG) for found in dates(text.text[start:end])]
    open_ = [(*found, WEAK) for found in yearless(text.text[start:end], day)] if day else []
    for value, at, to, share in sorted(whole + open_, key=lambda found: found[1]):
        first = _first(text.text[start : start + at], value)
        begin = start + (first[1] if first else at)
        return Found(sheet, first[0] if first else value, text.parts(begin, start + to), share, exact=True)
    return None


def _first(before: str, value: int) -> tuple[int, int] | None:
    """The first of several days of one month, and where it stands before the last of them."""
    until = UNTIL.search(before)
    found = dates(f"{until['day']}-{value // 100 % 100}-{value // 10_000}") if until else []
    return (found[0][0], until.start()) if until and found and found[0][0] < value else None


def _time(sheet: Sheet, one: Labelled) -> Found | None:
    found = hours(one.text)
    if found is None:
        return None
    said, start, end = found
    return Found(sheet, said, (Part(one.line, one.start + start, one.start + end),), STRONG, exact=True)


def _place(sheet: Sheet, number: int, one: Labelled) -> Found | None:
    parts = tuple(lines_of(sheet, number, one))
    said = ENDS.sub("", joined(parts)).strip(" ,;:")
    return Found(sheet, said, parts, STRONG) if sum(map(str.isalpha, said)) > 2 else None


def _in_sentence(sheet: Sheet, text: Running) -> Event | None:
    """... pada hari Senin, 6 Mei 2019 pukul 09.00 WIB bertempat di Aula: a day with an hour or a place behind it."""
    for value, start, end in dates(text.text):
        before = SENTENCE.search(text.text[:start])
        if before is None:
            continue
        after = AFTER.match(text.text, end)
        time = hours(after["hours"]) if after else None
        at = after.start("hours") if after else end
        room = AT.match(text.text, at + time[2] if time else end)
        if time is None and room is None:
            continue
        return Event(
            Found(sheet, value, text.parts(start, end), PLAIN, exact=True),
            Found(sheet, time[0], text.parts(at + time[1], at + time[2]), PLAIN, exact=True) if time else None,
            _room(sheet, text, room) if room else None,
        )
    return None


def _room(sheet: Sheet, text: Running, match: re.Match[str]) -> Found | None:
    parts = text.parts(*match.span("place"))
    said = joined(parts).strip(" ,;:")
    return Found(sheet, said, parts, PLAIN) if said and len(said.split()) < 15 and said[0].isupper() else None
