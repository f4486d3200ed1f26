"""An assignment: who is to handle an entry. The head of its unit, as long as nobody was asked; then each recipient of
its dispositions."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField, StringField

from schemas.disposition import URGENCIES
from schemas.stored import Stored, now

STATES = ("unread", "read", "in-progress", "done", "declined", "withdrawn")
ENDS = frozenset({"done", "declined", "withdrawn"})
STANDINGS = ("own", "passed-on", "done", "dropped")
HEAD = "head:"
"""What the position of a root begins with; the unit follows, whoever heads it."""


class Assignment(Stored):
    """`state` is what the one asked made of it; `standing` follows from the whole tree (routing/tree.py): only "own"
    ones wait for somebody. `since` and `due` are days yyyymmdd in the zone of the entry's unit, so that ages and what
    is late are ranges."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "assignments",
        "indexes": [
            ["entry", "made_at"],
            ["letter", "made_at"],
            ["disposition", "made_at"],
            ["position", "standing", "since"],
            ["position", "standing", "due"],
            ["position", "-made_at"],
            ["sender", "standing", "since"],
            ["unit", "standing", "since"],
            ["unit", "standing", "due"],
            ["unit", "standing", "ended_at"],
            # The ledger of a branch is read in order past what its filters leave out, from the index alone.
            ["standing", "since", "unit", "position", "state", "urgency", "due"],
            ["standing", "due", "unit", "position", "state", "urgency"],
            ["standing", "ended_at", "unit", "position"],
        ],
    }

    letter = StringField(required=True)
    entry = StringField(required=True)
    disposition = StringField()  # absent at the root
    parent = StringField()  # the assignment that was passed on; absent at the root
    unit = StringField(required=True)  # of the position
    position = StringField(required=True)  # at the root HEAD and the unit
    sender = StringField()  # position; absent at the root, and where the registry passed it on
    state = StringField(default="unread", choices=STATES)
    standing = StringField(default="own", choices=STANDINGS)
    urgency = StringField(default="ordinary", choices=URGENCIES)
    since = IntField(required=True, min_value=18000101)  # the entry came
    due = IntField(min_value=18000101)
    made_at = DateTimeField(default=now)
    read_at = DateTimeField()
    ended_at = DateTimeField()
    ended_by = StringField()  # person
    past = BooleanField(default=False)  # of the time before the entry was opened again
    follow_up = StringField(max_length=4000)  # what was done, or why it was declined
    answer = StringField()  # the answering letter

    @staticmethod
    def root(entry: str) -> str:
        """The id of an entry's root."""
        return f"{entry}.head"

    @staticmethod
    def key(disposition: str, position: str) -> str:
        """One for each recipient of a disposition, for ever."""
        return f"{disposition}.{position}"
