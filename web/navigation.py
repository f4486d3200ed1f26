"""The main pages, in the order of the bar; each is shown to those who may use it."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l

from office.access import may
from web.access import SIGNED_IN
from web.who import reader


@dataclass(frozen=True)
class Item:
    endpoint: str
    label: object  # a lazy string
    icon: str
    action: str = SIGNED_IN


ITEMS = (
    Item("search.search", _l("Search"), "search"),
    Item("intake.intake", _l("Upload"), "cloud-arrow-up", "intake.add"),
    Item("review.queue", _l("Correct"), "pencil-square", "page.correct"),
    Item("reading.reading", _l("Reading"), "hourglass-split", "status.read"),
    Item("admin.overview", _l("Administration"), "people", "office.manage"),
)


@dataclass(frozen=True)
class Shown:
    address: str
    label: str
    icon: str
    here: bool


def bar() -> list[Shown]:
    """The items that the asking person may use."""
    who = reader()
    if who is None:
        return []
    room = (request.blueprint or "") if request else ""
    return [
        Shown(url_for(item.endpoint), str(item.label), item.icon, item.endpoint.split(".")[0] == room)
        for item in ITEMS
        if item.endpoint in current_app.view_functions and (item.action == SIGNED_IN or may(who, item.action, None))
    ]
