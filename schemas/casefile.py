"""A case file (berkas): letters of one affair; retention runs on case files."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, ListField, StringField

from schemas.stored import Stored, now


class CaseFile(Stored):
    meta: ClassVar[dict[str, Any]] = {
        "collection": "casefiles",
        "indexes": [["unit", "state", "code"], ["letters"], {"fields": ["unit", "number"], "unique": True}],
    }

    unit = StringField(required=True)
    number = StringField(required=True, max_length=80)
    code = StringField(required=True)  # classification code
    title = StringField(required=True, max_length=500)
    letters = ListField(StringField())
    state = StringField(default="open", choices=("open", "closed", "destroyed"))
    closed_at = DateTimeField()
    box = StringField()
    folder = StringField()
    legal_hold = StringField(max_length=1000)  # the reason; wins over every schedule
    on_loan = BooleanField(default=False)
    made_at = DateTimeField(default=now)
