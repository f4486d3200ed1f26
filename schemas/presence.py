"""Where a person is on working days: said by themselves."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, IntField, StringField

from schemas.stored import Stored, now

KINDS = ("present", "duty-elsewhere", "leave")
LONGEST_NOTE = 200


class Presence(Stored):
    """From day `first` to day `last`, both inclusive, as whole numbers yyyymmdd (schemas/day.py): a day has no time
    zone. No two of one person overlap. A day of which nothing is said is unknown, and nobody is away on it."""

    meta: ClassVar[dict[str, Any]] = {"collection": "presences", "indexes": [["person", "-last"], ["last"]]}

    person = StringField(required=True)
    first = IntField(required=True)
    last = IntField(required=True)
    kind = StringField(required=True, choices=KINDS)
    note = StringField(default="", max_length=LONGEST_NOTE)
    made_at = DateTimeField(default=now)

    @staticmethod
    def key(person: str, first: int) -> str:
        return f"{person}.{first}"
