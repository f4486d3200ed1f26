"""A legal hold (penahanan pemusnahan): as long as it stands, nothing of its letter or case file is destroyed."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, ListField, StringField

from schemas.stored import Stored, now

LONGEST_REASON = 1000
HELD = ("letters", "casefiles")


class LegalHold(Stored):
    """`thing`: "letters/ID" or "casefiles/ID", which carries the reason too (`legal_hold`), so that whatever goes by
    the version of the thing is stopped by it. One that was released stays, with who and why."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "legal_holds",
        "indexes": [["standing", "-made_at"], ["thing", "-made_at"]],
    }

    thing = StringField(required=True)
    named = StringField(required=True, max_length=600)  # the number of the case file, or the id of the letter
    unit = StringField(required=True)
    grants = ListField(StringField())  # who may see it: those of the thing
    reason = StringField(required=True, max_length=LONGEST_REASON)
    standing = BooleanField(default=True)
    made_by = StringField(required=True)
    made_at = DateTimeField(default=now)
    released_by = StringField()
    released_at = DateTimeField()
    released_why = StringField(max_length=LONGEST_REASON)
