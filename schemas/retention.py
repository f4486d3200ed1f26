"""What an office has said of retention: its schedule as a table, and whose word a proposal needs."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, ListField, StringField

from schemas.stored import Stored, now

RETENTION = "retention"
"""The id of the one there is."""


class Retention(Stored):
    """`table`: the schedule as CSV (archive/schedule.py); absent: the shipped example stands, by which nothing is
    destroyed. `approvers`: positions, in the order in which each says yes."""

    meta: ClassVar[dict[str, Any]] = {"collection": "retention", "indexes": []}

    table = StringField()
    approvers = ListField(StringField())
    changed_at = DateTimeField(default=now)
