"""A batch (paket alih media): a digitising job, from its manifest to its minutes."""

from typing import Any, ClassVar

from mongoengine import (
    DateTimeField,
    DictField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from schemas.letter import CLASSES
from schemas.stored import Stored, now

LONGEST_NAME, LONGEST_LANGUAGES = 200, 200
PAPERS = ("minutes", "list")
"""What a closed batch has on paper: its minutes (berita acara alih media), and the list of its items."""


class Paper(EmbeddedDocument):
    """One PDF/A made when the batch was closed for the `closing`th time; its bytes are the original `sha256`."""

    kind = StringField(required=True, choices=PAPERS)
    name = StringField(required=True, max_length=255)
    sha256 = StringField(required=True, regex=r"^[0-9a-f]{64}$")
    size = IntField(required=True, min_value=0)
    closing = IntField(required=True, min_value=1)


class Batch(Stored):
    """Sets owning unit and security class of the legacy letters that come in with it, and how all of them are read.

    `languages`: Tesseract models joined by +, `profile`: one of PROFILES (ingest/settings.py); empty: the office's.
    Its items stand beside it (schemas/item.py)."""

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
    made_by = StringField()
    made_at = DateTimeField(default=now)
    closed_at = DateTimeField()
    closings = IntField(default=0, min_value=0)  # how often it was closed
    closing = DictField()  # what was stated and counted when it was closed last (lontar/digitising/closing.py)
    papers = EmbeddedDocumentListField(Paper)
