"""Which originals are being destroyed at this moment, so that no arrival of the same bytes comes in between."""

from typing import Any, ClassVar

from mongoengine import ListField, StringField

from schemas.stored import Stored

ERASING = "erasing"
"""The id of the one there is."""


class Erasing(Stored):
    """Who destroys writes the hashes here first, then looks whether something names them, and destroys those that
    nothing does. Who brings bytes reads this, looks whether the bytes stand, and commits only while this is as it was:
    one of the two always sees the other."""

    meta: ClassVar[dict[str, Any]] = {"collection": "erasing", "indexes": []}

    sha256 = ListField(StringField())
