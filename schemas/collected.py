"""A file of a scanner folder that was taken and left where it lies."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, StringField

from schemas.stored import Stored, now


class Collected(Stored):
    """`id` follows from the file's path, size and time: a file that is written anew is another one."""

    meta: ClassVar[dict[str, Any]] = {"collection": "collected", "indexes": []}

    status = StringField(required=True)  # what became of it: "registered", "duplicate", "rejected"
    at = DateTimeField(default=now)
