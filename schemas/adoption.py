"""How far an office has come on board: what the event log says of each unit and month, counted."""

from typing import Any, ClassVar

from mongoengine import IntField, StringField

from schemas.stored import Stored

COUNTED = ("people", "registered", "answered", "signed")


class Adoption(Stored):
    """`month` is yyyymm in the time zone of the unit. `people`: how many signed in at least once."""

    meta: ClassVar[dict[str, Any]] = {"collection": "adoption", "indexes": [["month", "unit"]]}

    unit = StringField(required=True)
    month = IntField(required=True)
    people = IntField(default=0, min_value=0)
    registered = IntField(default=0, min_value=0)
    answered = IntField(default=0, min_value=0)
    signed = IntField(default=0, min_value=0)

    @staticmethod
    def key(unit: str, month: int) -> str:
        return f"{unit}.{month}"


class Visitor(Stored):
    """That a person signed in during a month, so that they are counted once; neither how often nor when."""

    meta: ClassVar[dict[str, Any]] = {"collection": "visitors", "indexes": [["month"]]}

    month = IntField(required=True)

    @staticmethod
    def key(person: str, month: int) -> str:
        return f"{person}.{month}"
