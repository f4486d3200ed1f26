"""Which bytes a unit has already: two clients that send the same file at once make one letter."""

from typing import Any, ClassVar

from mongoengine import StringField

from schemas.stored import Stored


class Arrival(Stored):
    """`id` is "UNIT.SHA256" of a letter's first file; the store keeps it once. Goes when the letter is withdrawn."""

    meta: ClassVar[dict[str, Any]] = {"collection": "arrivals", "indexes": []}

    letter = StringField(required=True)

    @staticmethod
    def key(unit: str, sha256: str) -> str:
        return f"{unit}.{sha256}"
