"""What happened: the append-only log with its hash chain."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, IntField, StringField

from schemas.stored import Stored

INSTALLATION, SYSTEM = "installation", "system"
"""Actors that are no person: whoever sits at the command line or sets a home up, and Lontar by itself."""


class Event(Stored):
    """One event; `id` is its sequence number as 16 digits. The store fills sequence, hashes and chain at commit.

    `before`/`after`: sha256 of the canonical JSON of the values before and after, salted in EventValues, so that
    the values can be erased and the chain stays whole without betraying them.
    `chain`: sha256 over the previous event's chain and every other member of this one (store/chain.py).
    """

    meta: ClassVar[dict[str, Any]] = {
        "collection": "events",
        "indexes": [{"fields": ["sequence"], "unique": True}, ["thing", "-sequence"], ["actor", "-sequence"]],
    }

    sequence = IntField(required=True, min_value=1)
    at = DateTimeField(required=True)
    actor = StringField(required=True)  # person id, INSTALLATION or SYSTEM
    behalf = StringField()  # for whom, under a delegation
    operator = StringField()  # operating system's user, on the command line
    job = StringField()  # the work on many letters that it is part of (schemas/job.py)
    verb = StringField(required=True)  # "letter.arrived"
    thing = StringField(required=True)  # "letters/01J..."
    before = StringField()
    after = StringField()
    chain = StringField(required=True)


class EventValues(Stored):
    """The values themselves, beside the event; `id` is the event's. Erased when a letter is destroyed."""

    meta: ClassVar[dict[str, Any]] = {"collection": "event_values", "indexes": [["thing"]]}

    thing = StringField(required=True)
    salt = StringField(required=True)
    before = DictField()
    after = DictField()
