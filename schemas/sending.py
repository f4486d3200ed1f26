"""One sending of one letter: to whom it went from a unit, who sent it, when."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, IntField, ListField, StringField

from schemas.recipient_list import LONGEST_ADDRESS
from schemas.stored import Stored, now

MAIL_STATES = ("waiting", "going", "mailed", "failed", "unsure", "recalled")
LONGEST_WHY = 500


class Sending(Stored):
    """How far each recipient is stands where it happens: of a unit in its entry of the letter (`entries`), of an
    address in its mailing. `paper`: units that do not work with this archive yet."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "sendings",
        "indexes": [["letter", "-made_at"], ["unit", "-made_at"], ["made_by", "-made_at"]],
    }

    letter = StringField(required=True)
    unit = StringField(required=True)  # that sent it
    entries = ListField(StringField())
    paper = ListField(StringField())  # units
    mailed = IntField(default=0, min_value=0)  # how many addresses
    made_by = StringField(required=True)
    made_at = DateTimeField(default=now)


class Mailing(Stored):
    """A letter on its way to one address outside, with its files.

    `going` is written before the message goes out: what is found so later may have gone out or not, which nobody can
    know; it becomes `unsure`, and a person says whether it goes again. `at`: from when on it may be tried."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "mailings",
        "indexes": [["state", "at"], ["letter", "made_at"], ["sending", "made_at"]],
    }

    sending = StringField(required=True)
    letter = StringField(required=True)
    address = StringField(required=True, max_length=LONGEST_ADDRESS)
    state = StringField(default="waiting", choices=MAIL_STATES)
    at = DateTimeField(default=now)
    tries = IntField(default=0, min_value=0)
    why = StringField(max_length=LONGEST_WHY)  # it waits, failed or is unsure
    mailed_at = DateTimeField()
    made_at = DateTimeField(default=now)
