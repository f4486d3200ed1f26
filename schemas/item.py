"""What lies in a digitising batch: the items of its manifest, and the letters that are none of them."""

from typing import Any, ClassVar

from mongoengine import BooleanField, IntField, ListField, StringField

from schemas.stored import Stored

LONGEST_DESCRIPTION, LONGEST_EXPLANATION = 500, 1000
MOST_PAGES = 10_000
STATES = ("missing", "waiting", "read", "doubtful", "failed")
"""How far an item is: no letter is it; its letter waits to be read; is read well; with doubt; could not be read."""


class Item(Stored):
    """One `expected` item, or a letter that came in with the batch and is none (surplus).

    `box` and `folder` are the numbers on them, `place` the folder's id. `key` tells an item from all others of its
    batch: box, folder and number in normal form, as names of files have them too (lontar/digitising/keys.py). What a
    follower writes (lontar/digitising/following.py): `letter`, `scanned`, `state`, `suggested`; `asks`: it is to be
    explained before the batch can be closed. All but the batch is absent where nobody said it."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "items",
        "indexes": [
            {"fields": ["batch", "key"], "unique": True},
            ["batch", "expected", "line"],
            ["batch", "state", "line"],
            ["batch", "asks", "line"],
            ["batch", "scanned", "line"],
            ["batch", "number_key"],
            ["batch", "date"],
            ["place", "line"],
            ["letter"],
        ],
    }

    batch = StringField(required=True)
    unit = StringField(required=True)
    grants = ListField(StringField())  # those of the batch
    expected = BooleanField(default=True)
    key = StringField(required=True, max_length=400)
    line = IntField(required=True, min_value=0)  # its place in the list of its batch
    box = StringField(max_length=80)
    folder = StringField(max_length=80)
    place = StringField()
    number = StringField(max_length=80)  # in its folder
    description = StringField(max_length=LONGEST_DESCRIPTION)
    pages = IntField(min_value=1, max_value=MOST_PAGES)
    reference_number = StringField(max_length=200)
    number_key = StringField()  # normal form of the reference number
    date = IntField()  # yyyymmdd
    subject = StringField(max_length=LONGEST_DESCRIPTION)
    state = StringField(default="missing", choices=STATES)
    letter = StringField()
    scanned = BooleanField(default=False)  # whether there is a letter
    suggested = StringField()  # of a surplus letter: the item that it seems to be
    by_hand = BooleanField(default=False)  # of a surplus letter: a person took it off its item, so nothing puts it back
    explained = StringField(max_length=LONGEST_EXPLANATION)
    asks = BooleanField(default=True)
