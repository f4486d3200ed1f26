"""The numbers of the ledger by keys: "since/20261123" says how many lines there are of letters that came that day.

Of lines: open, since/DAY, due/DAY, unread, urgency/NAME; done/MONDAY. Of entries: came/MONDAY, closed/MONDAY, and
took/MONDAY/DAYS, how many working days they took that were answered in a week. MONDAY: the first day of a week.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Counts = Counter[str]


def keys_of_line(row: Mapping[str, Any]) -> Iterator[str]:
    """Under what an assignment that waits for somebody is counted; a row or a secret line."""
    yield "open"
    yield f"since/{row['since']}"
    if row.get("due"):
        yield f"due/{row['due']}"
    if row["state"] == "unread":
        yield "unread"
    yield f"urgency/{row['urgency']}"


def added(kept: Mapping[str, int], change: Mapping[str, int]) -> Counts:
    """The sum; what comes to 0 is left out."""
    total = Counter(dict(kept))
    for key, number in change.items():
        total[key] += number
    return Counter({key: number for key, number in total.items() if number})


def change_of(before: Mapping[str, int], after: Mapping[str, int]) -> Counts:
    """What is to be added to one to come to the other."""
    found = {key: after.get(key, 0) - before.get(key, 0) for key in {*before, *after}}
    return Counter({key: number for key, number in found.items() if number})


Days = dict[str, dict[int, int]]
"""Numbers by the name of their key and its day."""


def by_day(counts: Mapping[str, int]) -> Days:
    """by_day(counts)["since"] is {20261123: 3}."""
    found: Days = {}
    for key, number in counts.items():
        name, _, day = key.partition("/")
        if day.isdecimal():
            found.setdefault(name, {})[int(day)] = number
    return found


def took(counts: Mapping[str, int], since: int) -> dict[int, int]:
    """How many entries took how many working days: those answered in the weeks from a Monday (yyyymmdd) on."""
    found: Counter[int] = Counter()
    for key, number in counts.items():
        if key.startswith("took/"):
            _, monday, days = key.split("/")
            if int(monday) >= since:
                found[int(days)] += number
    return dict(found)


def median(spread: Mapping[int, int]) -> int | None:
    """The middle one of values that occur so often; of an even number the lower one. None: there is none."""
    left = (sum(spread.values()) + 1) // 2
    for value in sorted(spread):
        left -= spread[value]
        if left <= 0 < spread[value]:
            return value
    return None


def between(days: Mapping[int, int], first: int, last: int) -> int:
    """How many there are of the days from one to another, both counted."""
    return sum(number for day, number in days.items() if first <= day <= last)
