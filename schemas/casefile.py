"""A case file (berkas): letters of one affair; retention runs on case files. A letter says in which one it is."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, ListField, StringField

from schemas.stored import Stored, now

LONGEST_NUMBER, LONGEST_CODE, LONGEST_TITLE = 80, 40, 500


class CaseFile(Stored):
    meta: ClassVar[dict[str, Any]] = {
        "collection": "casefiles",
        "indexes": [
            ["unit", "state", "code"],
            ["state", "-made_at"],
            {"fields": ["unit", "number"], "unique": True},
            ["series", "number"],
            ["folder", "number"],
        ],
    }

    unit = StringField(required=True)
    number = StringField(required=True, max_length=LONGEST_NUMBER)
    code = StringField(required=True, max_length=LONGEST_CODE)  # classification code
    title = StringField(required=True, max_length=LONGEST_TITLE)
    grants = ListField(StringField())  # who may find and fill it: those of its unit
    state = StringField(default="open", choices=("open", "closed", "destroyed"))
    closed_at = DateTimeField()
    series = StringField()  # the series that it belongs to (schemas/description.py)
    folder = StringField()  # where its paper lies (schemas/box.py); a letter in it may lie elsewhere
    legal_hold = StringField(max_length=1000)  # the reason; wins over every schedule
    fate = StringField(choices=("destroy", "keep", "appraise"))  # by an appraisal; wins over the schedule
    kept_for_ever = BooleanField(default=False)  # a proposal to keep it was carried out
    on_loan = BooleanField(default=False)  # the file as a whole (schemas/loan.py)
    made_at = DateTimeField(default=now)
