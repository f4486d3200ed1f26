"""A loan (peminjaman): the paper of a letter or of a case file, asked for, lent, and due back."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField, ListField, StringField

from schemas.stored import Stored, now

LOAN_STATES = ("requested", "lent", "returned", "refused", "withdrawn")
OPEN = ("requested", "lent")
LONGEST_WHY = 1000
THINGS = ("letters", "casefiles")


class Loan(Stored):
    """`thing`: "letters/ID" or "casefiles/ID"; `out` is the same while its paper is away, so that one paper is not lent
    twice. `number`: of the slip, running in a unit and year (`year`). Days are whole numbers, yyyymmdd."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "loans",
        "indexes": [
            ["person", "-asked_at"],
            ["thing", "-asked_at"],
            ["state", "-asked_at"],
            ["state", "due"],
            ["unit", "state", "-asked_at"],
            ["within", "state"],
            {"fields": ["out"], "unique": True},
        ],
    }

    thing = StringField(required=True)
    within = StringField()  # the case file of a letter, when it was lent
    unit = StringField(required=True)  # whose paper it is
    person = StringField(required=True)  # who borrows
    why = StringField(required=True, max_length=LONGEST_WHY)
    until = IntField()  # when the borrower means to bring it back
    state = StringField(default="requested", choices=LOAN_STATES)
    out = StringField()
    due = IntField()  # when it is to be back, once it is lent
    number = IntField()
    year = IntField()
    said = StringField(default="", max_length=LONGEST_WHY)  # why it was refused, or in which state it came back
    lent_by = StringField()
    extended = BooleanField(default=False)
    asked_at = DateTimeField(default=now)
    lent_at = DateTimeField()
    ended_at = DateTimeField()
    grants = ListField(StringField())
