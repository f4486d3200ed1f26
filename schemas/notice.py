"""What a person is told once of something that happened, or is to happen, by each channel they chose."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, DictField, IntField, StringField

from schemas.stored import Stored, now

KINDS = (
    *("received", "done", "declined", "entry", "reminded", "soon", "due", "late", "escalated"),
    *("initial", "signature", "returned", "ready", "signed", "cancelled", "unmailed"),
    *("loan_asked", "loan_lent", "loan_refused", "loan_due", "loan_late"),
    "damaged",
    *("waiting", "below"),
)
"""A disposition came; what became of one that the person gave; a new entry waits; somebody reminds of it; reminders
before, on and after the due day; something below them is very late. A draft waits for an initial, or for the
signature; to who wrote it: it came back, its number can be reserved, what became of it; what they sent could not be
mailed. Paper is asked for on loan, was lent, is not lent, is to be back, is overdue. To administrators and auditors: an
original is not what arrived any more. What waits in a day for them, and below them."""
SUMMARIES = ("waiting", "below")
"""They are sent only: the page has the lists themselves."""
PASSING = ("received", "reminded", "soon", "due", "late", "escalated")
"""They are of no use any more once what they are about is done."""
CHANNELS = ("mail", "hook")
"""Those by which it is sent. The page needs no sending: there it is as soon as it is kept."""
STATES = ("none", "waiting", "sent", "refused")


class Notice(Stored):
    """There is one for an event and a person: its id follows from theirs. `seen`: the person has said so, or
    wants none of the kind on the page. It is about a letter, a draft or neither. Of each channel: its state;
    `..._at`: from when on it may be sent; `..._id`: the message that it went, or was tried, in; `..._tries`: how often
    that failed. `data`: the numbers of a kind that counts; of a draft that waits, for which position ("waits")."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "notices",
        "indexes": [
            ["person", "seen", "-at"],
            ["mail", "mail_at"],
            ["hook", "hook_at"],
            ["assignment", "seen"],
            ["draft", "seen"],
            ["at"],
        ],
    }

    person = StringField(required=True)
    kind = StringField(required=True, choices=KINDS)
    letter = StringField()
    draft = StringField()
    assignment = StringField()
    at = DateTimeField(default=now)
    due = IntField()  # yyyymmdd
    data = DictField()
    seen = BooleanField(default=False)
    mail = StringField(default="none", choices=STATES)
    mail_at = DateTimeField(default=now)
    mail_id = StringField()
    mail_tries = IntField(default=0)
    hook = StringField(default="none", choices=STATES)
    hook_at = DateTimeField(default=now)
    hook_id = StringField()
    hook_tries = IntField(default=0)

    @staticmethod
    def key(event: object, person: str) -> str:
        return f"{event}.{person}"
