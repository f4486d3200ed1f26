"""A file on its way in: survives a cut connection, a closed tab and a killed server."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, IntField, ListField, StringField

from schemas.stored import Stored, now


class Upload(Stored):
    """`offset` bytes of `size` are safe on disk. Ends as `stored`, `duplicate` or `rejected`, with what became of it.

    `group` is "PERSON/NAME", the name made up by the sender; photos of one letter share it, `part` of `parts` says
    their order.
    """

    meta: ClassVar[dict[str, Any]] = {
        "collection": "uploads",
        "indexes": [["person", "-made_at"], ["state", "-made_at"], ["group", "part"]],
    }

    person = StringField(required=True)
    name = StringField(required=True, max_length=255)
    size = IntField(required=True, min_value=0)
    offset = IntField(default=0, min_value=0)
    unit = StringField(required=True)
    direction = StringField(default="legacy")
    batch = StringField()  # the name of a batch of the unit
    folder = StringField()  # where its paper lies
    split = StringField()  # it is a batch scan: one of SPLITS (schemas/letter.py)
    state = StringField(default="uploading", choices=("uploading", "stored", "duplicate", "rejected"))
    sha256 = StringField()  # of the bytes as they came, once all are here
    results = ListField(DictField())  # keeping.Arrived.as_dict() of each letter in it
    group = StringField(required=True, max_length=100)
    part = IntField(default=1, min_value=1)
    parts = IntField(default=1, min_value=1, max_value=200)
    made_at = DateTimeField(default=now)
    changed_at = DateTimeField(default=now)
