"""A backup that was made: when, where to, up to which event."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField, StringField

from schemas.stored import Stored, now


class Backup(Stored):
    """`id` stands in the file too. `on`: the backup that it only adds to. `sealed`, `chain`: the last event in it and
    the value of the chain there. `damaged`: originals that were no longer whole."""

    meta: ClassVar[dict[str, Any]] = {"collection": "backups", "indexes": [["-made_at"]]}

    file = StringField(required=True)
    made_at = DateTimeField(default=now)
    bytes = IntField(default=0, min_value=0)
    parts = IntField(default=0, min_value=0)
    damaged = IntField(default=0, min_value=0)
    encrypted = BooleanField(default=False)
    on = StringField()
    sealed = IntField(default=0, min_value=0)
    chain = StringField()
