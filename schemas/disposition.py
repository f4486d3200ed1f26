"""A disposition: an instruction from one position to others about a letter. How each recipient stands to it is an
assignment (schemas/assignment.py)."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, IntField, ListField, StringField

from schemas.stored import Stored, now

URGENCIES = ("ordinary", "urgent", "very-urgent")
LONGEST_NOTE = 4000
MOST_RECIPIENTS = 1000
"""Of one disposition: every unit of a large regency, its villages too."""


class Disposition(Stored):
    """`parent`: the assignment that is passed on; at the top the root of the entry."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "dispositions",
        "indexes": [["letter", "made_at"], ["entry", "made_at"], ["sender", "-made_at"]],
    }

    letter = StringField(required=True)
    entry = StringField(required=True)
    parent = StringField(required=True)
    sender = StringField()  # position; absent where the registry passed it on
    recipients = ListField(StringField(), required=True)  # positions
    instructions = ListField(StringField())  # codes of the vocabulary
    note = StringField(max_length=LONGEST_NOTE)
    urgency = StringField(default="ordinary", choices=URGENCIES)
    due = IntField(min_value=18000101)  # a day yyyymmdd
    made_by = StringField(required=True)
    behalf = StringField()  # the position a delegate acted for
    made_at = DateTimeField(default=now)
