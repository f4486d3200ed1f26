"""A draft: an outgoing letter not yet signed."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, EmbeddedDocument, EmbeddedDocumentListField, IntField, StringField

from schemas.stored import Stored, now


class Initial(EmbeddedDocument):
    """Recorded approval before the signature; at most three, in ascending order (Permendagri 1/2023)."""

    position = StringField(required=True)
    order = IntField(required=True, min_value=1, max_value=3)
    by = StringField()
    at = DateTimeField()
    content = StringField()  # sha256 of the content that was approved


class Draft(Stored):
    meta: ClassVar[dict[str, Any]] = {
        "collection": "drafts",
        "indexes": [["unit", "state", "-changed_at"], ["signer", "state"], ["answers"]],
    }

    unit = StringField(required=True)
    template = StringField(required=True)
    state = StringField(
        default="drafting", choices=("drafting", "initialling", "frozen", "signed", "sent", "cancelled")
    )
    content = DictField()  # the form's values, by the template's names
    signer = StringField()  # position
    initials = EmbeddedDocumentListField(Initial)
    answers = StringField()  # the letter it answers
    reference_number = StringField()
    letter = StringField()  # the letter it became
    sent_back = StringField(max_length=4000)
    cancelled = StringField(max_length=1000)
    made_by = StringField(required=True)
    changed_at = DateTimeField(default=now)
