"""All followers of a home: the index, what corrections teach, who is to be told of letters, what waits, what is
counted, who is invited, how far batches are."""

from lontar import adoption
from lontar.calendar import following as calendar
from lontar.digitising import following as batches
from lontar.finding import alerts
from lontar.followers import IndexFollower, cursor_name
from lontar.ledger import follower as ledger
from lontar.notices import follower as notices
from lontar.understanding import lessons
from lontar.wiring import House
from schemas.errors import Unavailable

OTHERS = {
    "lessons": (lessons.LessonFollower, lessons.FOLLOWER),
    "alerts": (alerts.AlertFollower, alerts.CURSOR),
    "ledger": (ledger.LedgerFollower, ledger.CURSOR),
    "notices": (notices.NoticeFollower, notices.CURSOR),
    "adoption": (adoption.AdoptionFollower, adoption.CURSOR),
    "calendar": (calendar.CalendarFollower, calendar.CURSOR),
    "batches": (batches.BatchFollower, batches.CURSOR),
}
"""Those behind the index in the order of their steps, each with its cursor."""


class Followers:
    """One at a time in a home, called by one thread."""

    def __init__(self, house: House) -> None:
        self._each = [kind(house) for kind in (IndexFollower, *(kind for kind, _ in OTHERS.values()))]

    def follow(self) -> int:
        """A step of each where it can be made; how many events were followed."""
        return sum(one.follow() for one in self._each)


def cursors(house: House) -> dict[str, int | None]:
    """How far each has come, by its name; None for an index that cannot be asked which build is live."""
    others = {name: house.store.cursor(cursor) for name, (_, cursor) in OTHERS.items()}
    try:
        return {"index": house.store.cursor(cursor_name(house.index.generation)), **others}
    except Unavailable:
        return {"index": None, **others}
