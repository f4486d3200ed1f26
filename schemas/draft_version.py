"""What a draft said once: kept when it is submitted, when another person begins to change it, and when it freezes."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, IntField, ListField, StringField

from schemas.stored import Stored, now

KINDS = ("submitted", "before", "aside", "frozen")


class DraftVersion(Stored):
    """`kind`: "submitted" for the initials; "before" another person changed it; "aside": what somebody wrote over a
    text that had changed meanwhile, so that it never was the draft's; "frozen" with its number."""

    meta: ClassVar[dict[str, Any]] = {"collection": "draft_versions", "indexes": [["draft", "no"]]}

    draft = StringField(required=True)
    no = IntField(required=True, min_value=1)
    kind = StringField(required=True, choices=KINDS)
    content = DictField()
    enclosures = ListField(DictField())  # {"name", "sha256"}, in their order
    signer = StringField()
    classification_code = StringField()
    initials = ListField(StringField())  # positions
    sha256 = StringField(required=True, regex=r"^[0-9a-f]{64}$")  # of what an initial approves
    revision = IntField(required=True, min_value=1)
    by = StringField(required=True)
    at = DateTimeField(default=now)
