"""All followers of a home: the index, what corrections teach, who is to be told of letters, what waits, what is
counted, who is invited, how far batches are."""

from lontar.adoption import AdoptionFollower
from lontar.calendar.following import CalendarFollower
from lontar.digitising.following import BatchFollower
from lontar.finding.alerts import AlertFollower
from lontar.followers import IndexFollower
from lontar.ledger.follower import LedgerFollower
from lontar.notices.follower import NoticeFollower
from lontar.understanding.lessons import LessonFollower
from lontar.wiring import House


class Followers:
    """One at a time in a home, called by one thread."""

    def __init__(self, house: House) -> None:
        told = (AlertFollower, LedgerFollower, NoticeFollower, AdoptionFollower, CalendarFollower, BatchFollower)
        self._each = [kind(house) for kind in (IndexFollower, LessonFollower, *told)]

    def follow(self) -> int:
        """A step of each where it can be made; how many events were followed."""
        return sum(one.follow() for one in self._each)
