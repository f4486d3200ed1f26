"""The office itself: what `lontar init` and the first-run page set once."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, DictField, StringField

from schemas.stored import Stored, now

OFFICE = "office"
"""The id of the one there is."""


class Office(Stored):
    """One document. A home that was never initialised has none and behaves as an office of one unit."""

    meta: ClassVar[dict[str, Any]] = {"collection": "office", "indexes": []}

    name = StringField(max_length=200)  # absent while only steps were left
    demo = BooleanField(default=False)
    language = StringField(default="id", choices=("id", "en"))
    open_legacy = BooleanField(default=False)  # legacy letters may be read by all staff
    steps = DictField()  # first-run tasks that somebody said are not needed: {"mail": "left"}
    made_at = DateTimeField(default=now)
