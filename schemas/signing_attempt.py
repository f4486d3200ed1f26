"""One attempt to sign a frozen draft, written before anybody is asked to sign."""

from datetime import datetime
from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, StringField

from schemas.entry import LONGEST_REASON
from schemas.stored import Stored, now

STATES = ("asked", "unknown", "came", "made", "kept", "refused", "given-up")
OPEN = ("asked", "unknown", "came", "made")
"""While one of a draft is in these no other begins."""
WAYS = ("pkcs12", "bsre")


class SigningAttempt(Stored):
    """`asked`: whoever signs is at it, until `until` at most. `unknown`: no answer came, and it may have been signed.
    `came`: the file `came_sha256` that a service signed is here, below the level; it is being raised to it, until
    `until` at most, or could not be (`error`), and is tried again from `again_at` on. `made`: the signed file
    `signed_sha256` was made, and is being kept. `kept`: it is the letter. `refused`: nothing was signed (`error`).
    `given-up`: it may have been signed, or was, and a person said (`reason`) that it is signed anew.

    `way`: of schemas WAYS; `frozen_sha256`: the original that was to be signed. No passphrase is in it."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "signing_attempts",
        "indexes": [["draft", "-asked_at"], ["state", "until"]],
    }

    draft = StringField(required=True)
    frozen_sha256 = StringField(required=True, regex=r"^[0-9a-f]{64}$")
    person = StringField(required=True)
    position = StringField(required=True)
    way = StringField(required=True, choices=WAYS)
    level = StringField(required=True)
    state = StringField(default="asked", choices=STATES)
    asked_at = DateTimeField(default=now)
    until = DateTimeField(required=True)
    ended_at = DateTimeField()
    again_at = DateTimeField()
    came_sha256 = StringField(regex=r"^[0-9a-f]{64}$")
    signed_sha256 = StringField(regex=r"^[0-9a-f]{64}$")
    error = DictField()  # LontarError.as_dict()
    reason = StringField(max_length=LONGEST_REASON)

    def is_over(self, at: datetime) -> bool:
        """Whether who was at it has had all the time there is."""
        return bool(at >= self.until)
