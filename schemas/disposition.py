"""A disposition: an instruction from one position to others about a letter."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, EmbeddedDocument, EmbeddedDocumentListField, ListField, StringField

from schemas.stored import Stored, now

RECIPIENT_STATES = ("unread", "read", "in-progress", "done", "declined", "withdrawn")
URGENCIES = ("ordinary", "urgent", "very-urgent")


class Recipient(EmbeddedDocument):
    position = StringField(required=True)
    state = StringField(default="unread", choices=RECIPIENT_STATES)
    read_at = DateTimeField()
    ended_at = DateTimeField()
    follow_up = StringField(max_length=4000)  # what was done, or why it was declined
    answer = StringField()  # the answering letter


class Disposition(Stored):
    """`parent`: the disposition this one passes on; absent at the root of the tree."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "dispositions",
        "indexes": [
            ["letter", "made_at"],
            ["entry", "made_at"],
            ["parent"],
            ["recipients.position", "-made_at"],
            ["sender", "-made_at"],
        ],
    }

    letter = StringField(required=True)
    entry = StringField(required=True)
    parent = StringField()
    sender = StringField(required=True)  # position
    recipients = EmbeddedDocumentListField(Recipient, required=True)
    instructions = ListField(StringField())
    note = StringField(max_length=4000)
    urgency = StringField(default="ordinary", choices=URGENCIES)
    due = DateTimeField()
    made_by = StringField(required=True)
    made_at = DateTimeField(default=now)
