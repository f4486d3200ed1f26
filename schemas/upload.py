"""A file on its way in: survives a cut connection, a closed tab and a killed server."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, IntField, StringField

from schemas.stored import Stored, now


class Upload(Stored):
    """`offset` bytes of `size` are safe on disk. Ends as `stored` (with its letters), `duplicate` or `rejected`."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "uploads",
        "indexes": [["person", "-made_at"], ["state", "-made_at"]],
    }

    person = StringField(required=True)
    name = StringField(required=True, max_length=255)
    size = IntField(required=True, min_value=0)
    offset = IntField(default=0, min_value=0)
    unit = StringField(required=True)
    direction = StringField(default="legacy")
    state = StringField(default="uploading", choices=("uploading", "stored", "duplicate", "rejected"))
    letter = StringField()
    error = DictField()
    made_at = DateTimeField(default=now)
    changed_at = DateTimeField(default=now)
