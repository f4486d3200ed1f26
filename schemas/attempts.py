"""Failed sign-ins of one login or from one address, counted for all web processes and machines together."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, IntField

from schemas.stored import Stored


class Attempts(Stored):
    """`id` is a digest of what is counted; `count` failures until `until`, when counting starts anew."""

    meta: ClassVar[dict[str, Any]] = {"collection": "attempts", "indexes": [["until"]]}

    count = IntField(default=0, min_value=0)
    until = DateTimeField(required=True)
