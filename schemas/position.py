"""Positions belong to units; people hold them for a period. Letters go to positions, not to people."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, StringField

from schemas.stored import Stored, now


class Position(Stored):
    """One that is `closed` stays, for what was sent to it; nobody holds it and nothing is sent there any more."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "positions",
        "indexes": [["unit", "title"], {"fields": ["code"], "unique": True}, ["head", "unit", "closed"]],
    }

    code = StringField(required=True, max_length=80)
    unit = StringField(required=True)
    title = StringField(required=True, max_length=200)
    head = BooleanField(default=False)  # of its unit
    superior = StringField()  # position; absent: the head of the unit, or of the unit above
    closed = BooleanField(default=False)


class Holding(Stored):
    """A person in a position from `since` until `until` (exclusive; absent: still)."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "holdings",
        "indexes": [["person", "-since"], ["position", "-since"], ["position", "until"]],
    }

    person = StringField(required=True)
    position = StringField(required=True)
    since = DateTimeField(default=now)
    until = DateTimeField()
