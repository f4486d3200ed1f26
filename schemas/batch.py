"""A batch (paket alih media): a digitising job with its expected items."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, EmbeddedDocument, EmbeddedDocumentListField, IntField, StringField

from schemas.letter import CLASSES
from schemas.stored import Stored, now


class Item(EmbeddedDocument):
    """One expected item of the manifest."""

    box = StringField()
    folder = StringField()
    description = StringField(max_length=500)
    pages = IntField(min_value=0)
    letter = StringField()
    explained = StringField(max_length=1000)  # why it is missing or surplus


class Batch(Stored):
    """Sets owning unit and security class of the legacy letters that come in with it."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "batches",
        "indexes": [{"fields": ["unit", "name"], "unique": True}, ["state", "-made_at"]],
    }

    unit = StringField(required=True)
    name = StringField(required=True, max_length=200)
    security_class = StringField(default="B", choices=CLASSES)
    state = StringField(default="open", choices=("open", "closed"))
    items = EmbeddedDocumentListField(Item)
    made_by = StringField()
    made_at = DateTimeField(default=now)
    closed_at = DateTimeField()
