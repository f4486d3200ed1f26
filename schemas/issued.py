"""A letter as it was issued: the signed file by which anybody may ask whether it is genuine."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, StringField

from schemas.entry import LONGEST_REASON
from schemas.stored import Stored, now

STANDINGS = ("issued", "replaced", "revoked")


class Issued(Stored):
    """`id` is the token in the address /verify/TOKEN that the QR code of its stamp leads to. It exists from the moment
    the letter is frozen, when the stamp is drawn; `sha256` is that of the signed file, once there is one.

    `by`: the letter that replaces it (ralat) or revokes it (pencabutan)."""

    meta: ClassVar[dict[str, Any]] = {"collection": "issued", "indexes": [["letter"], ["draft"], ["sha256"]]}

    draft = StringField()
    letter = StringField()
    sha256 = StringField(regex=r"^[0-9a-f]{64}$")
    standing = StringField(default="issued", choices=STANDINGS)
    by = StringField()
    reason = StringField(max_length=LONGEST_REASON)
    issued_at = DateTimeField()
    changed_at = DateTimeField(default=now)
