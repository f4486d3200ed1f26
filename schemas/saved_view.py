"""A view of the ledger that a person keeps under a name."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, MapField, StringField

from schemas.stored import Stored, now

LONGEST_NAME = 80


class SavedView(Stored):
    """`asks`: the filters and the order, as they stand in the address of the list."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "saved_views",
        "indexes": [{"fields": ["person", "name"], "unique": True}],
    }

    person = StringField(required=True)
    name = StringField(required=True, max_length=LONGEST_NAME)
    asks = MapField(StringField(max_length=200))
    made_at = DateTimeField(default=now)
