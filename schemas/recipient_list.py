"""A saved list of recipients: units, positions and addresses outside, to which letters are sent again and again."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, ListField, StringField

from schemas.stored import Stored, now

LONGEST_NAME, LONGEST_ADDRESS = 100, 254
"""Characters of a list's name, and of an e-mail address (RFC 5321)."""
MOST = 2000
"""Recipients of one kind."""


class RecipientList(Stored):
    """It belongs to a unit, whose registry keeps it, or to a `person` alone; its name is there once."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "recipient_lists",
        "indexes": [["unit", "name"], ["person", "name"], {"fields": ["key"], "unique": True}],
    }

    key = StringField(required=True)  # whose it is and its folded name
    name = StringField(required=True, max_length=LONGEST_NAME)
    unit = StringField()
    person = StringField()
    units = ListField(StringField())
    positions = ListField(StringField())
    addresses = ListField(StringField(max_length=LONGEST_ADDRESS))  # e-mail, in lower case
    made_by = StringField(required=True)
    changed_at = DateTimeField(default=now)
