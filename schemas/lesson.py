"""What people's corrections of letters under one letterhead teach of the next ones, within one unit."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, ListField, StringField

from schemas.stored import Stored, now


class Lesson(Stored):
    """`letterhead`: its lines, folded. `letters`: those it was learned from, the latest last. `rules`: what was learned
    (ingest/lessons/learn.py), the best rule of each field first; none while nothing is certain enough.

    It can be made again from the letters at any time. It teaches letters of its own unit alone."""

    meta: ClassVar[dict[str, Any]] = {"collection": "lessons", "indexes": [["unit"], ["letters"]]}

    unit = StringField(required=True)
    letterhead = ListField(StringField())
    letters = ListField(StringField())
    rules = ListField(DictField())
    grants = ListField(StringField())  # who may see it: the unit
    made_at = DateTimeField(default=now)
