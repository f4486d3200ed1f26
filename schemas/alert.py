"""One letter that newly answers a saved search."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, StringField

from schemas.stored import Stored, now

MAILS = ("none", "waiting", "daily", "sent")


class Alert(Stored):
    """There is one for a search and a letter, for ever: its id follows from theirs. `seen`: the person has said so;
    `mail`: whether a message about it goes out at once or with those of its day, or has gone."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "alerts",
        "indexes": [["person", "seen", "-at"], ["search", "-at"], ["mail", "at"]],
    }

    person = StringField(required=True)
    search = StringField(required=True)
    letter = StringField(required=True)
    at = DateTimeField(default=now)
    seen = BooleanField(default=False)
    mail = StringField(default="none", choices=MAILS)

    @staticmethod
    def key(search: str, letter: str) -> str:
        return f"{search}.{letter}"
