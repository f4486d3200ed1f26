"""The numbers of the ledger by keys: "since/20261123" says how many lines there are of letters that came that day.

Of lines: open, since/DAY, due/DAY, unread, urgency/NAME; done/MONDAY. Of entries: came/MONDAY, closed/MONDAY, and
took/MONDAY/DAYS, how many working days they took that were answered in a week. MONDAY: the first day of a week.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from schemas.day import LAST

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


def of_days(counts: Mapping[str, int], name: str, first: int, last: int) -> int:
    """How many there are under a name of the days from one to another (yyyymmdd), both counted. Days have eight digits,
    so that keys are compared as words: a dashboard asks thirty units, each with a thousand keys."""
    low, high = _key(name, first), _key(name, last)
    return sum(number for key, number in counts.items() if low <= key <= high)


def took(counts: Mapping[str, int], since: int) -> dict[int, int]:
    """How many entries took how many working days: those answered in the weeks from a Monday (yyyymmdd) on."""
    low, high = _key("took", since), _key("took", LAST)
    found: Counter[int] = Counter()
    for key, number in counts.items():
        if low <= key < high:
            found[int(key.rpartition("/")[2])] += number
    return dict(found)


def median(spread: Mapping[int, int]) -> int | None:
    """The middle one of values that occur so often; of an even number the lower one. None: there is none."""
    left = (sum(spread.values()) + 1) // 2
    for value in sorted(spread):
        left -= spread[value]
        if left <= 0 < spread[value]:
            return value
    return None


def _key(name: str, day: int) -> str:
    return f"{name}/{day:08}"
