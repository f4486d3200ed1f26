"""The event to which a letter invites, beside the letter: who goes; and what was said of it, in its history."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from lontar.calendar.items import Calendar, Item
from lontar.calendar.when import When
from lontar.routing.titles import titles_of
from store.contract import Row
from web.current import house
from web.who import who

Values = Mapping[str, Any]


def invitations(thing: Row) -> list[Item]:
    """One for each position that is invited; none where a letter invites to nothing."""
    return Calendar(house(), who()).of_letter(thing["_id"]) if When.of(thing) else []


def verbs() -> dict[str, tuple[str, Callable[[Values, Values], Iterator[str]]]]:
    """Events of the calendar, as web/letters/clauses.py has those of letters."""
    return {
        "letter.attending": (_("attends"), _attending),
        "letter.excused": (_("is excused"), _excused),
        "letter.deputised": (_("a deputy is sent"), _deputised),
        "letter.invited-again": (_("what was said of the invitation was taken back"), _again),
    }


def _title(position: str) -> str:
    return titles_of(house(), [position]).get(position, position)


def _attending(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("%(position)s attends", position=_title(after["position"]))


def _excused(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("%(position)s is excused: %(reason)s", position=_title(after["position"]), reason=after["note"])


def _deputised(_before: Values, after: Values) -> Iterator[str]:
    if after:
        position, deputy = _title(after["position"]), _title(after["deputy"])
        yield _("%(position)s sends a deputy: %(deputy)s", position=position, deputy=deputy)


def _again(before: Values, _after: Values) -> Iterator[str]:
    if before:
        yield _("%(position)s is invited as before", position=_title(before["position"]))
