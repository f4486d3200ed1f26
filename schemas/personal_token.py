"""A personal token: by it a program acts as a person, within a scope and until a day."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, ListField, StringField

from schemas.stored import Stored, now

SCOPES = ("read", "add", "write", "sign", "administer")
LONGEST_NAME = 80


class PersonalToken(Stored):
    """`digest`: sha256 of the token, which was shown once. `hint`: how it begins, so that a person tells one that lies
    in a file from another. `used_at`: its last use, to the hour; `used_from`: from which network address."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "personal_tokens",
        "indexes": [{"fields": ["digest"], "unique": True}, ["person", "-made_at"], ["ends_at"]],
    }

    person = StringField(required=True)
    name = StringField(required=True, max_length=LONGEST_NAME)
    digest = StringField(required=True, max_length=64)
    hint = StringField(required=True, max_length=16)
    scopes = ListField(StringField(choices=SCOPES), required=True)
    made_at = DateTimeField(default=now)
    ends_at = DateTimeField(required=True)
    used_at = DateTimeField()
    used_from = StringField(default="", max_length=64)
