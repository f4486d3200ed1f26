"""An assignment of a secret letter (R, SR), for the ledger: these are few, and each is counted for those alone who may
read its letter."""

from typing import Any, ClassVar

from mongoengine import IntField, ListField, StringField

from schemas.stored import Stored


class SecretLine(Stored):
    """Its id is that of the assignment, whatever that stands at; `ended`: the day (yyyymmdd) on which it was done."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "secret_lines",
        "indexes": [["letter", "since"], ["unit", "since"], ["grants"]],
    }

    letter = StringField(required=True)
    unit = StringField(required=True)
    position = StringField(required=True)
    state = StringField(required=True)
    standing = StringField(required=True)
    urgency = StringField(required=True)
    since = IntField(required=True)
    due = IntField()
    ended = IntField()
    grants = ListField(StringField())
