"""Which bytes a unit has already: two clients that send the same file at once make one letter."""

import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar

from mongoengine import StringField

from schemas.stored import Stored


class Arrival(Stored):
    """`id` is "UNIT.SHA256" of a letter's files; the store keeps it once.

    While `letter` is withdrawn the same bytes may come anew."""

    meta: ClassVar[dict[str, Any]] = {"collection": "arrivals", "indexes": []}

    letter = StringField(required=True)

    @staticmethod
    def key(unit: str, hashes: Sequence[str]) -> str:
        """Of a letter of several files all count: photos that share their first page are two letters."""
        one = hashes[0] if len(hashes) == 1 else hashlib.sha256(".".join(hashes).encode()).hexdigest()
        return f"{unit}.{one}"
