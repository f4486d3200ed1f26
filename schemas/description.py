"""What the archive consists of: fonds (arsip pencipta), each of an office or unit that made it, and their series.

The elements are those of ISAD(G), 2nd edition, that it calls essential: reference code, title, creator, dates, extent
and level, with the history of the creator (3.2.2) and the scope (3.3.1). Case files stand below a series, letters in
case files."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, ListField, StringField

from schemas.stored import Stored, now

LEVELS = ("fonds", "series")
LONGEST_CODE, LONGEST_TITLE, LONGEST_TEXT, LONGEST_DATES = 40, 500, 10_000, 100


class Description(Stored):
    """`parent`: the fonds of a series; empty of a fonds. `dates`: as a person says them, in the place of those that
    follow from the letters."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "descriptions",
        "indexes": [
            {"fields": ["unit", "parent", "code"], "unique": True},
            ["level", "code"],
            ["parent", "code"],
        ],
    }

    level = StringField(required=True, choices=LEVELS)
    unit = StringField(required=True)
    parent = StringField(default="")
    code = StringField(required=True, max_length=LONGEST_CODE)
    title = StringField(required=True, max_length=LONGEST_TITLE)
    dates = StringField(default="", max_length=LONGEST_DATES)
    history = StringField(default="", max_length=LONGEST_TEXT)
    content = StringField(default="", max_length=LONGEST_TEXT)
    grants = ListField(StringField())  # who may find and fill it: those of its unit
    made_at = DateTimeField(default=now)
