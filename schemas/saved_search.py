"""A search that a person keeps under a name, and may be told of."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField, ListField, MapField, StringField

from schemas.stored import Stored, now

ALERTS = ("none", "page", "mail", "daily")
"""How its person is told of new letters: not at all, in the page, by e-mail as they come, or by one a day; who gets
e-mail is told in the page too."""
LONGEST_NAME, LONGEST_QUERY = 80, 1000


class SavedSearch(Stored):
    """`query`, `filters`, `sort` and `exact` as a search takes them ("" is the usual order). Letters that
    could be found up to event `since` are no news."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "saved_searches",
        "indexes": [{"fields": ["person", "name"], "unique": True}, ["alert"]],
    }

    person = StringField(required=True)
    name = StringField(required=True, max_length=LONGEST_NAME)
    query = StringField(default="", max_length=LONGEST_QUERY)
    filters = MapField(ListField(StringField()))
    sort = StringField(default="", choices=("", "relevance", "newest", "oldest"))
    exact = BooleanField(default=False)
    alert = StringField(default="page", choices=ALERTS)
    since = IntField(default=0, min_value=0)
    made_at = DateTimeField(default=now)
