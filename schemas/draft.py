"""A draft: an outgoing letter until it is sent; what was written of it before stands in its versions
(schemas/draft_version.py)."""

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

from schemas.entry import LONGEST_REASON
from schemas.letter import CLASSES
from schemas.stored import Stored, now

STATES = ("drafting", "initialling", "frozen", "signing", "signed", "sent", "cancelled")
WRITABLE = ("drafting", "initialling")
"""The states in which its text can be changed."""
OVER = ("signed", "sent", "cancelled")
MOST_INITIALS = 3
LONGEST_CODE = 40


class Initial(EmbeddedDocument):
    """One position that is to approve a draft before the signature (paraf); at most three, in ascending order
    (Permendagri 1/2023). `by` (a person), `at` and `content`, the sha256 of what they approved, once it is given."""

    position = StringField(required=True)
    order = IntField(required=True, min_value=1, max_value=MOST_INITIALS)
    by = StringField()
    at = DateTimeField()
    content = StringField(regex=r"^[0-9a-f]{64}$")


class Enclosure(EmbeddedDocument):
    """A file that goes with a letter; its bytes are the original `sha256`, never rewritten. A draft has it once."""

    name = StringField(required=True, max_length=255)
    sha256 = StringField(required=True, regex=r"^[0-9a-f]{64}$")
    size = IntField(required=True, min_value=0)
    kind = StringField(required=True)  # media type, by content
    pages = IntField(required=True, min_value=1)
    added_by = StringField(required=True)  # person
    added_at = DateTimeField(default=now)


class Draft(Stored):
    """`revision` counts what was written of it; `version` counts every commit. `waits`: the position whose turn it is,
    that of the next initial or of the signer.

    From the first time that it freezes it holds a number: `entry` is that of the outgoing register which holds it,
    `letter` the id reserved for the letter, `issued` the token of schemas/issued.py. `frozen_sha256` is the original
    that was typeset with the number; while a frozen draft has none, it is still to be typeset."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "drafts",
        "indexes": [
            ["unit", "state", "-changed_at"],
            ["state", "-changed_at"],
            ["made_by", "-changed_at"],
            ["waits", "-changed_at"],
            ["signer", "state"],
            ["answers"],
            ["letter"],
        ],
    }

    unit = StringField(required=True)
    template = StringField(required=True)
    state = StringField(default="drafting", choices=STATES)
    titled = StringField(default="subject")  # the field of the form that says what it is about
    content = DictField()  # the form's values, by the template's names
    enclosures = EmbeddedDocumentListField(Enclosure)  # in the order in which they go with the letter
    signer = StringField()  # position
    behalf = StringField()  # position for which the signer signs (a.n.)
    through = StringField()  # position through which it is signed (u.b.)
    classification_code = StringField(max_length=LONGEST_CODE)
    security_class = StringField(default="B", choices=CLASSES)
    grants = ListField(StringField())  # who may see it: drafting/rights.py
    initials = EmbeddedDocumentListField(Initial)
    revision = IntField(default=1, min_value=1)
    versions = IntField(default=0, min_value=0)  # of those kept, the last one's number
    waits = StringField()
    answers = StringField()  # the letter it answers
    sent_back = StringField(max_length=4000)  # why, until it is submitted again
    sent_back_by = StringField()  # person
    entry = StringField()
    reference_number = StringField()
    letter = StringField()
    issued = StringField()
    frozen_at = DateTimeField()
    frozen_sha256 = StringField(regex=r"^[0-9a-f]{64}$")
    former = ListField(StringField())  # originals that it had: typeset before it was sent back, enclosed and left out
    frozen_size = IntField(min_value=0)
    frozen_pages = IntField(min_value=0)
    place = DictField()  # of the stamp: {"page": n, "box": [x0, y0, x1, y1]} in points from the lower left
    cancelled = StringField(max_length=LONGEST_REASON)
    made_by = StringField(required=True)
    made_at = DateTimeField(default=now)
    changed_by = StringField()  # who wrote of it last
    changed_at = DateTimeField(default=now)
