"""What is left of a letter that was destroyed: that there was one, the hashes of its bytes, by whose decision."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField, ListField, StringField

from schemas.casefile import LONGEST_NUMBER
from schemas.stored import Stored, now


class Tombstone(Stored):
    """`id` is the letter's. It holds no word of the letter: a hash says whether a file somebody brings was it.

    `beneath`: events' things that told of it ("drafts/ID"). `cleared`: nothing of it stands any more, neither bytes,
    nor pages, nor values of events; until then that work goes on where it was."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "tombstones",
        "indexes": [
            ["cleared", "destroyed_at"],
            ["casefile", "destroyed_at"],
            ["proposal", "destroyed_at"],
            ["sha256"],
        ],
    }

    unit = StringField(required=True)
    grants = ListField(StringField())  # who could read it
    sha256 = ListField(StringField(regex=r"^[0-9a-f]{64}$"))  # of each of its originals
    beneath = ListField(StringField())
    casefile = StringField(required=True)
    number = StringField(required=True, max_length=LONGEST_NUMBER)  # of the case file
    code = StringField(required=True)
    proposal = StringField(required=True)
    decision = IntField(required=True)  # number of the proposal
    date = IntField()  # of the letter, yyyymmdd
    files = IntField(default=1, min_value=0)
    pages = IntField(default=0, min_value=0)
    by = StringField(required=True)
    destroyed_at = DateTimeField(default=now)
    cleared = BooleanField(default=False)
