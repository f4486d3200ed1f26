"""A form that was sent after its sender had been signed out: kept until they are signed in again."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DynamicField, ListField, StringField

from schemas.stored import Stored, now


class KeptForm(Stored):
    """`id` is the person's, so that nobody has more than one. `values` rows are [name, value], never a secret."""

    meta: ClassVar[dict[str, Any]] = {"collection": "kept_forms", "indexes": [["at"]]}

    address = StringField(required=True)  # where the form goes
    page = StringField(default="/")  # where it was typed
    values = ListField(DynamicField())
    at = DateTimeField(default=now)
