"""A unit of the organisation: the regency, an agency, a section, a village."""

from typing import Any, ClassVar

from mongoengine import DictField, IntField, ListField, StringField

from schemas.stored import Stored


class Unit(Stored):
    """`path` holds the ids from the root to this unit itself, so that a subtree is one equality."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "units",
        "indexes": [{"fields": ["code"], "unique": True}, ["parent", "code"], ["path", "code"]],
    }

    code = StringField(required=True, max_length=40, regex=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")
    name = StringField(required=True, max_length=200)
    parent = StringField()
    path = ListField(StringField())
    state = StringField(default="live", choices=("preparing", "pilot", "live"))
    letterhead = DictField()  # {"lines": [...], "crest": sha256, "former": [sha256, ...]}: office/letterhead.py
    timezone = StringField(default="Asia/Jakarta")
    workdays = IntField(default=5, choices=(5, 6))  # of a week, from Monday
