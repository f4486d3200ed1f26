"""A batch (paket alih media): a digitising job with its expected items."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, EmbeddedDocument, EmbeddedDocumentListField, IntField, ListField, StringField

from schemas.letter import CLASSES
from schemas.stored import Stored, now

LONGEST_NAME, LONGEST_LANGUAGES = 200, 200


class Item(EmbeddedDocument):
    """One expected item of the manifest."""

    box = StringField()
    folder = StringField()
    description = StringField(max_length=500)
    pages = IntField(min_value=0)
    letter = StringField()
    explained = StringField(max_length=1000)  # why it is missing or surplus


class Batch(Stored):
    """Sets owning unit and security class of the legacy letters that come in with it, and how all of them are read.

    `languages`: Tesseract models joined by +, `profile`: one of PROFILES (ingest/settings.py); empty: the office's."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "batches",
        "indexes": [{"fields": ["unit", "name"], "unique": True}, ["state", "-made_at"]],
    }

    unit = StringField(required=True)
    name = StringField(required=True, max_length=LONGEST_NAME)
    security_class = StringField(default="B", choices=CLASSES)
    languages = StringField(default="", max_length=LONGEST_LANGUAGES)
    profile = StringField(default="", max_length=20)
    grants = ListField(StringField())  # who may see it: the unit
    state = StringField(default="open", choices=("open", "closed"))
    items = EmbeddedDocumentListField(Item)
    made_by = StringField()
    made_at = DateTimeField(default=now)
    closed_at = DateTimeField()
