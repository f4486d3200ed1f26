"""Boxes and folders: where the paper is (boks, folder)."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, ListField, StringField

from schemas.stored import Stored, now

LONGEST_NUMBER, LONGEST_TITLE, LONGEST_SHELF = 80, 500, 200


class Box(Stored):
    """A box of a unit, known by the number written on it. `shelf`: where it stands: building, room, rack, shelf."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "boxes",
        "indexes": [{"fields": ["unit", "number"], "unique": True}, ["-made_at"], ["unit", "-made_at"]],
    }

    unit = StringField(required=True)
    number = StringField(required=True, max_length=LONGEST_NUMBER)
    title = StringField(default="", max_length=LONGEST_TITLE)
    shelf = StringField(default="", max_length=LONGEST_SHELF)
    grants = ListField(StringField())  # who may find and fill it: those of its unit
    made_at = DateTimeField(default=now)


class Folder(Stored):
    """A folder in a box; letters and case files name the one that their paper lies in."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "folders",
        "indexes": [{"fields": ["box", "number"], "unique": True}, ["unit", "-made_at"]],
    }

    unit = StringField(required=True)
    box = StringField(required=True)
    number = StringField(required=True, max_length=LONGEST_NUMBER)
    title = StringField(default="", max_length=LONGEST_TITLE)
    grants = ListField(StringField())
    made_at = DateTimeField(default=now)
