"""A delegate holds a position for another for a period."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, StringField

from schemas.stored import Stored

STANDING_IN = ("Plt.", "Plh.")
"""Forms of a delegate who acts in the place of the holder; one at a time in a position."""
FORMS = (*STANDING_IN, "Sek.")


class Delegation(Stored):
    """Plt.: the position is vacant; Plh.: its holder is away; Sek.: a secretary acts beside its holder. `until` is
    exclusive; where it was `ended` before its time it is that moment, and `end_reason` says why."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "delegations",
        "indexes": [["person", "-since"], ["position", "-since"], ["until"]],
    }

    form = StringField(required=True, choices=FORMS)
    position = StringField(required=True)
    person = StringField(required=True)
    since = DateTimeField(required=True)
    until = DateTimeField(required=True)
    reason = StringField(max_length=500)
    made_by = StringField()
    ended = BooleanField(default=False)
    end_reason = StringField(max_length=500)
