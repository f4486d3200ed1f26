"""A move under way: stands in the store that an archive is moved into until all of it is there and verified."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, StringField

from schemas.stored import Stored, now

MOVE = "move"
"""The id of the one there is."""


class Move(Stored):
    """`archive`: the hash of the first event of the archive that is moved, which no other archive has."""

    meta: ClassVar[dict[str, Any]] = {"collection": "moves", "indexes": []}

    archive = StringField(required=True)
    begun_at = DateTimeField(default=now)
