"""The address at which a person's calendar is read by their other programs."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, StringField

from schemas.stored import Stored, now


class CalendarFeed(Stored):
    """`id` is the sha256 of the token, which nobody keeps. A person has one at most."""

    meta: ClassVar[dict[str, Any]] = {"collection": "calendar_feeds", "indexes": [["person", "-made_at"]]}

    person = StringField(required=True)
    made_at = DateTimeField(default=now)
