"""An appointment: what an invitation is to a position that was asked to handle it."""

import hashlib
from typing import Any, ClassVar

from mongoengine import DateTimeField, IntField, StringField

from schemas.stored import Stored, now

STATES = ("invited", "attending", "deputised", "excused")
LONGEST_NOTE = 1000
FIRST_DAY = 18000101
MOST_DAYS = 31
"""From the first to the last day of one event."""


class Appointment(Stored):
    """A follower makes, moves and cancels it as letter and assignments say (lontar/calendar/wanted.py); `state` is the
    position's own word, with `note` (why it is excused, what the deputy is told), who said it and when. One that is
    cancelled stays, for calendars that have it already.

    `day` and `until` are the first and the last day (yyyymmdd); `begins` and `ends` minutes since midnight where the
    unit is, those of an event in the night beyond 1440; without `begins` the letter says no time."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "appointments",
        "indexes": [["letter", "day"], ["position", "day"], ["unit", "day"], ["day"]],
    }

    letter = StringField(required=True)
    assignment = StringField(required=True)
    position = StringField(required=True)  # as in the assignment: at the root HEAD and the unit
    unit = StringField(required=True)
    day = IntField(required=True, min_value=FIRST_DAY)
    until = IntField(required=True, min_value=FIRST_DAY)
    begins = IntField(min_value=0)
    ends = IntField(min_value=0)  # absent: the letter does not say
    moved_from = IntField(min_value=FIRST_DAY)  # the day on which it was before
    state = StringField(default="invited", choices=STATES)
    deputy = StringField()  # position
    note = StringField(max_length=LONGEST_NOTE)
    said_by = StringField()  # person
    said_at = DateTimeField()
    cancelled = DateTimeField()
    changed_at = DateTimeField(default=now)

    @staticmethod
    def key(letter: str, position: str) -> str:
        """One for a letter and a position, for ever; it tells of neither."""
        return hashlib.sha256(f"{letter}/{position}".encode()).hexdigest()[:32]
