"""A proposal of what becomes of case files (usul musnah, usul serah, penilaian kembali), and how far it is."""

from typing import Any, ClassVar

from mongoengine import (
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from schemas.casefile import LONGEST_CODE, LONGEST_NUMBER, LONGEST_TITLE
from schemas.stored import Stored, now

KINDS = ("destroy", "keep", "appraise")
"""Usul musnah, usul serah (kept for ever, handed over to the archival institution), penilaian kembali."""
STATES = ("proposed", "approved", "going", "done", "rejected", "withdrawn")
ENDED = ("done", "rejected", "withdrawn")
ITEM_STATES = ("in", "rejected", "fell-out", "done")
FATES = ("destroy", "keep", "appraise")
"""Musnah, permanen, dinilai kembali."""
OUTSIDE = ("anri", "head")
"""Whose approval from outside the office a destruction needs: the head of the national archives (ANRI) where a row of
the schedule keeps for ten years or more, else the head of the region."""
LONGEST_REASON = 2000
MOST_ITEMS = 500


class Item(EmbeddedDocument):
    """One case file as it was when it was proposed. `letters` and `digest` say which letters were in it; `years` for
    how long the schedule keeps it, `due` (yyyymmdd) since when its fate may come. `fate` is what an appraisal makes
    of it. Once it is rejected or fell out, `why` says it; an act under way that was stopped has `why` too."""

    casefile = StringField(required=True)
    number = StringField(required=True, max_length=LONGEST_NUMBER)
    code = StringField(required=True, max_length=LONGEST_CODE)
    title = StringField(required=True, max_length=LONGEST_TITLE)
    closed_at = DateTimeField(required=True)
    first = IntField()  # dates of its oldest and its newest letter, yyyymmdd
    last = IntField()
    letters = IntField(required=True, min_value=0)
    pages = IntField(default=0, min_value=0)
    digest = StringField(required=True)
    years = IntField(required=True, min_value=0)
    due = IntField(required=True)
    state = StringField(default="in", choices=ITEM_STATES)
    why = StringField(max_length=LONGEST_REASON)
    fate = StringField(choices=FATES)
    fate_why = StringField(max_length=LONGEST_REASON)
    destroyed = IntField(default=0, min_value=0)  # letters, so far


class Approval(EmbeddedDocument):
    """One yes: of a position by who held it, or of somebody outside by a letter with its number, its day and, where it
    is in the archive, its id."""

    position = StringField()
    outside = StringField(choices=OUTSIDE)
    by = StringField(required=True)
    at = DateTimeField(default=now)
    number = StringField(max_length=200)
    day = IntField()
    letter = StringField()
    note = StringField(max_length=LONGEST_REASON)


class Papers(EmbeddedDocument):
    """The minutes and their list as PDF/A among the originals."""

    name = StringField(required=True, max_length=255)
    sha256 = StringField(required=True, regex=r"^[0-9a-f]{64}$")
    size = IntField(required=True, min_value=1)


class Proposal(Stored):
    """`number` runs through the office without gaps. `steps`: positions that are to say yes, in this order; `outside`:
    who else must, last. `carried_by` confirmed that it be carried out, which goes on from there until it is done."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "proposals",
        "indexes": [
            {"fields": ["number"], "unique": True},
            ["state", "-made_at"],
            ["unit", "-made_at"],
            ["items.casefile"],
        ],
    }

    number = IntField(min_value=1)
    unit = StringField(required=True)
    grants = ListField(StringField())
    kind = StringField(required=True, choices=KINDS)
    reason = StringField(required=True, max_length=LONGEST_REASON)
    state = StringField(default="proposed", choices=STATES)
    items = EmbeddedDocumentListField(Item)
    steps = ListField(StringField())
    outside = StringField(choices=OUTSIDE)
    approvals = EmbeddedDocumentListField(Approval)
    ended_why = StringField(max_length=LONGEST_REASON)  # it was rejected or withdrawn
    made_by = StringField(required=True)
    made_at = DateTimeField(default=now)
    approved_at = DateTimeField()
    carried_by = StringField()
    carried_operator = StringField()
    carried_at = DateTimeField()
    done_at = DateTimeField()
    minutes = EmbeddedDocumentField(Papers)
