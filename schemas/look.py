"""A look at a restricted letter: who, by which way, in which hour."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, StringField

from schemas.stored import Stored, now

WAYS = ("page", "image", "text", "download", "act")
"""Its page, a picture of its paper, its text, a file to keep, or something done to it."""
BY = ("page", "api", "command")


class Look(Stored):
    """There is one of a letter, a person, a way and an hour: its id follows from theirs. `at`: the first of them.
    `operator`: the operating system's user, on the command line. It says nothing of what stands in the letter."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "looks",
        "indexes": [["letter", "-at"], ["person", "-at"], ["at"]],
    }

    letter = StringField(required=True)
    person = StringField(required=True)
    operator = StringField()
    way = StringField(required=True, choices=WAYS)
    by = StringField(required=True, choices=BY)
    at = DateTimeField(default=now)
