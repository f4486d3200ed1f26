"""Originals read again by and by: how far a round of it is, and what was found not to be what arrived."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, IntField, StringField

from schemas.stored import Stored, now

ROUND = "round"
"""The id of the one there is."""


class FixityRound(Stored):
    """All originals read once, in order of their hash. `after`: the last one read; `read`, `bytes`: how much by now;
    `ended_at`: absent while it goes on. `whole_at`: when the last whole round ended, `whole`: how many it read."""

    meta: ClassVar[dict[str, Any]] = {"collection": "fixity_rounds", "indexes": []}

    began_at = DateTimeField(default=now)
    after = StringField(default="")
    read = IntField(default=0, min_value=0)
    bytes = IntField(default=0, min_value=0)
    ended_at = DateTimeField()
    whole_at = DateTimeField()
    whole = IntField(default=0, min_value=0)


class FixityFault(Stored):
    """Something among the originals that is not as it was written; `id` is its name there. `kind`: missing, altered,
    unknown (store/faults.py). `healed_at`: when it was found to be well again."""

    meta: ClassVar[dict[str, Any]] = {"collection": "fixity_faults", "indexes": [["-found_at"], ["healed_at"]]}

    kind = StringField(required=True, choices=("missing", "altered", "unknown"))
    note = StringField(default="")
    found_at = DateTimeField(default=now)
    healed_at = DateTimeField()
