"""A person with an account."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, DictField, ListField, StringField

from schemas.stored import Stored, now

ROLES = ("archivist", "clerk", "staff", "manager", "administrator", "auditor")


class Person(Stored):
    """`login` is the e-mail address in lower case. `account` belongs to the accounts library (web/accounts)."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "people",
        "strict": False,  # rows of earlier versions hold tokens, which are things of their own now
        "indexes": [
            {"fields": ["login"], "unique": True},
            {"fields": ["uniquifier"], "unique": True, "sparse": True},
            {"fields": ["identity"], "unique": True, "sparse": True},
            ["name"],
            ["active", "unit", "name"],
        ],
    }

    name = StringField(required=True, max_length=200)
    login = StringField(required=True, max_length=254)
    roles = ListField(StringField(choices=ROLES))
    unit = StringField(required=True)  # home unit; clerk, archivist and auditor act for it
    active = BooleanField(default=True)
    password = StringField()  # argon2 hash
    uniquifier = StringField()
    account = DictField()  # what else the accounts library keeps: sessions
    second_factor = DictField()  # secret, last step, digests of recovery codes (office/second_factor.py)
    identity = StringField(max_length=64)  # sha256 of who the sign-in service says they are (office/identities.py)
    language = StringField(choices=("id", "en"))
    preferences = DictField()  # theme, single-key shortcuts
    made_at = DateTimeField(default=now)
