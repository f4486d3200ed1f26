"""A form that was sent: a second sending of the same form gets the first one's answer."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, StringField

from schemas.stored import Stored, now


class Once(Stored):
    """`id` is a digest of the form's once-token, its values and the person; `answer` the address it led to."""

    meta: ClassVar[dict[str, Any]] = {"collection": "once", "indexes": [["at"]]}

    at = DateTimeField(default=now)
    answer = StringField()
