"""A delegate holds a position for another for a period."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, StringField

from schemas.stored import Stored


class Delegation(Stored):
    """Plt.: the position is vacant; Plh.: its holder is away. `until` is exclusive."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "delegations",
        "indexes": [["person", "-since"], ["position", "-since"]],
    }

    form = StringField(required=True, choices=("Plt.", "Plh."))
    position = StringField(required=True)
    person = StringField(required=True)
    since = DateTimeField(required=True)
    until = DateTimeField(required=True)
    reason = StringField(max_length=500)
