"""The main pages, in the order of the bar; each is shown to those who may use it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l

from lontar.reading import review_queue
from office.access import Reader, may
from web.access import SIGNED_IN
from web.current import house
from web.who import reader

COUNTED = 50
"""Pages to correct that are counted for the bar of every page: more are "50+"."""


def _pages_to_correct(who: Reader) -> tuple[int, bool]:
    return review_queue.waiting(house(), who, COUNTED)


@dataclass(frozen=True)
class Item:
    endpoint: str
    label: object  # a lazy string
    icon: str
    action: str = SIGNED_IN
    waits: Callable[[Reader], tuple[int, bool]] | None = None  # how much there is to do, and whether it is more
    beside: str = ""  # another room that is reached from its page


ITEMS = (
    Item("search.search", _l("Search"), "search"),
    Item("intake.intake", _l("Upload"), "cloud-arrow-up", "intake.add"),
    Item("ledger.dashboard", _l("Ledger"), "list-check"),
    Item("review.queue", _l("Correct"), "pencil-square", "page.correct", _pages_to_correct, "confirm"),
    Item("reading.reading", _l("Reading"), "hourglass-split", "status.read"),
    Item("admin.overview", _l("Administration"), "people", "office.manage"),
)


@dataclass(frozen=True)
class Shown:
    address: str
    label: str
    icon: str
    here: bool
    waits: str  # "3", "50+" or nothing


def bar() -> list[Shown]:
    """The items that the asking person may use."""
    who = reader()
    if who is None:
        return []
    room = (request.blueprint or "") if request else ""
    return [
        Shown(
            url_for(item.endpoint),
            str(item.label),
            item.icon,
            room in (item.endpoint.split(".")[0], item.beside),
            _waits(item, who),
        )
        for item in ITEMS
        if item.endpoint in current_app.view_functions and (item.action == SIGNED_IN or may(who, item.action, None))
    ]


def _waits(item: Item, who: Reader) -> str:
    count, more = item.waits(who) if item.waits else (0, False)
    return f"{count}+" if more else str(count or "")
