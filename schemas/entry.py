"""A register entry: one letter in one register, with its agenda number and its handling."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField, ListField, StringField

from schemas.stored import Stored, now

DIRECTIONS = ("incoming", "outgoing", "internal")
OPEN = ("waiting", "in-hand")
CLOSED_AS = ("answered", "done", "information", "passed-on")
LONGEST_REASON = 1000


class RegisterEntry(Stored):
    """`register` is "UNIT/DIRECTION/YEAR"; its agenda numbers run without gaps, cancelled ones stay with a reason.

    Of a number that was reserved `draft` is the draft that holds it; its letter exists once that is signed. Of one that
    another unit made by sending its letter here, `sending` says which; `opened_at` and `opened_by` the first who opened
    it of the unit; `addressees` are positions of the unit that the letter names."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "entries",
        "indexes": [
            {"fields": ["register", "agenda_number"], "unique": True},
            ["letter", "received_at"],
            ["unit", "handling", "received_at"],
            ["unit", "checked", "received_at"],
            ["unit", "direction", "received_at"],
            ["unit", "handling", "closed_at"],
            ["direction", "received_at", "unit"],
            ["handling", "closed_at", "unit"],
            ["unit", "direction", "year", "-agenda_number"],
            {"fields": ["token"], "unique": True},
        ],
    }

    register = StringField(required=True)
    letter = StringField(required=True)
    draft = StringField()
    unit = StringField(required=True)
    direction = StringField(required=True, choices=DIRECTIONS)
    year = IntField(required=True, min_value=1800, max_value=3000)
    agenda_number = IntField(min_value=1)
    historic = BooleanField(default=False)  # from an old book, never drawn from the counter
    received_at = DateTimeField(default=now)
    checked = BooleanField(default=False)  # a clerk has looked at what was read of it
    token = StringField()  # of the receipt that its sender got: opens /track
    handling = StringField(default="waiting", choices=(*OPEN, "closed"))
    closed_as = StringField(choices=CLOSED_AS)
    closed_at = DateTimeField()
    cancelled = StringField(max_length=LONGEST_REASON)  # the reason
    due = IntField(min_value=18000101)  # a day yyyymmdd
    sending = StringField()
    addressees = ListField(StringField())
    opened_at = DateTimeField()
    opened_by = StringField()  # person
    destroyed = BooleanField(default=False)  # its letter was; the number stays

    def cancel(self, reason: str) -> None:
        """Its number stays in the book with the reason, and nobody needs to look at it any more."""
        self.checked = True
        self.cancelled, self.handling, self.closed_as, self.closed_at = reason, "closed", None, None
