"""The base of everything a Store keeps."""

import hashlib
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from mongoengine import Document, IntField, StringField, ValidationError
from ulid import ULID

from schemas.errors import LontarError


class Malformed(LontarError):
    """A document does not hold to its schema; nothing was written."""

    code, title, status = "malformed", "Not well-formed", 422
    sentence = "%(what)s is not well-formed: %(why)s."
    advice = "Correct it and try again."


def new_id() -> str:
    """26 characters (ULID): unique without asking anybody, and sorted by the time they were made."""
    return str(ULID())


def derived_id(id: str, part: object) -> str:
    """An id that follows from another one and a name of the part: the same whenever it is asked for, of the same time.

    What is made under it can be made again after a crash without being there twice."""
    chance = hashlib.sha256(f"{id}/{part}".encode()).digest()[:10]
    return str(ULID.from_bytes(ULID.from_str(id).bytes[:6] + chance))


def now() -> datetime:
    """The present in UTC, cut to milliseconds because BSON keeps no more; without tzinfo, as BSON returns it."""
    at = datetime.now(UTC).replace(tzinfo=None)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


class Stored(Document):
    """A document with an id, the version the store gave it (0: not yet stored) and its schema's number.

    Works without a connection: `packed` validates, `unpacked` builds. References are ids in strings,
    never mongoengine references, which would need a database to be read.
    """

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "auto_create_index": False, "id_field": "id"}

    id = StringField(primary_key=True, default=new_id, max_length=200)
    version = IntField(default=0, min_value=0)
    schema = IntField(default=1, min_value=1)

    def packed(self) -> dict[str, Any]:
        """The validated document as plain values, ready for BSON. Raises Malformed."""
        try:
            self.validate()
        except ValidationError as error:
            raise Malformed(what=f"{type(self).__name__} {self.id}", why=error.message) from error
        return dict(self.to_mongo())

    @classmethod
    def unpacked(cls, son: dict[str, Any]) -> Self:
        """A document object of what a store returned (1.1 ms: for editing one thing; lists use the dictionary)."""
        return cls._from_son(son)  # type: ignore[no-any-return]

    @classmethod
    def collection(cls) -> str:
        return str(cls._meta["collection"])
