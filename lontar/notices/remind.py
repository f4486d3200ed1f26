"""The reminders of each day, once in the morning of each time zone: by `lontar run`, or by hand.

How far a zone has come is a cursor of the store (remind:ZONE, a day yyyymmdd); it moves when all of its notices are
kept. A run that was killed is done once more from its beginning: what is kept already is not kept twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from lontar.notices.made import Maker, channels_of, kept, not_known
from lontar.notices.recipients import Recipients
from lontar.notices.reminding import Day, Reminding
from lontar.settings import again as settings_now
from lontar.wiring import House
from office.choices import MORNING
from office.days import day_at
from office.founding import TIMEZONES
from office.vocabularies import Shelf
from schemas.day import day_number, day_of
from schemas.errors import Conflict
from schemas.notice import Notice
from schemas.stored import now
from schemas.unit import Unit
from store.again import again
from store.changes import Changes, Remove
from store.contract import Row, Store

BATCH = 500
KEPT = timedelta(days=90)
"""How long a notice is kept."""
MOST = 10_000


def remind(house: House, at: datetime | None = None, *, early: bool = False) -> Counter[str]:
    """Keep the notices of every zone that has a morning it was not reminded of; how many there were by kind. `at`: the
    present, in UTC; `early`: also before seven."""
    at, counts = at or now(), Counter[str]()
    for zone in due(house.store, at, early=early):
        rows = planned(house, zone, at)
        while some := list(islice(rows, BATCH)):
            _keep(house.store, some, counts)
        with suppress(Conflict):  # another process has done it too
            house.store.advance(_cursor(zone), _today(zone, at))
    if counts:
        _sweep(house.store, at)
    return counts


def due(store: Store, at: datetime, *, early: bool = False) -> list[str]:
    """The zones in which it is morning, and nobody was reminded today."""
    return [
        one for one in TIMEZONES if (early or _is_morning(one, at)) and store.cursor(_cursor(one)) < _today(one, at)
    ]


def planned(house: House, zone: str, at: datetime) -> Iterator[Row]:
    """The notices of a zone's day, those that are kept already among them. In a zone that was never reminded before
    they are those of one day: nobody is told at once of all that is overdue."""
    store = house.store
    today = day_of(_today(zone, at))
    last = store.cursor(_cursor(zone))
    units = {row["_id"]: row for row in store.every(Unit)}
    day = Day(today, day_of(last) if last else today - timedelta(days=1), settings_now(house.settings).deadlines, units)
    maker, people = Maker(store, channels_of(house), at), Recipients(store, at)
    return Reminding(store, Shelf(house.settings.home), maker, people, day).notices(zone)


def _keep(store: Store, rows: Sequence[Row], counts: Counter[str]) -> None:
    """Those that are not there yet; counted."""
    new: list[Row] = []

    def decide() -> Changes:
        new[:] = not_known(store, rows)
        return kept(new)

    again(store, decide)
    counts.update(row["kind"] for row in new)


def _sweep(store: Store, at: datetime) -> None:
    """Forget notices that are old."""
    rows = store.find(Notice, {"at": {"$lt": at - KEPT}}, sort=[("at", 1)], limit=MOST, fields=("version",))
    with suppress(Conflict):
        store.commit(Changes(removes=tuple(Remove(Notice, row["_id"], row["version"]) for row in rows)))


def _cursor(zone: str) -> str:
    return f"remind:{zone}"


def _today(zone: str, at: datetime) -> int:
    return day_number(day_at(at, ZoneInfo(zone)))


def _is_morning(zone: str, at: datetime) -> bool:
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).time() >= MORNING
