"""The main pages, in the order of the bar; each is shown to those who may use it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _l

from lontar.reading import review_queue
from lontar.routing import unchecked
from office.access import Reader, may
from web.access import SIGNED_IN
from web.archive import views as archive
from web.current import house
from web.drafts import lists as drafts
from web.routing import inbox
from web.sign import views as sign
from web.who import reader

COUNTED = 50
"""Pages to correct, and letters to look at, that are counted for the bar of every page: more are "50+"."""


def _pages_to_correct(who: Reader) -> tuple[int, bool]:
    return review_queue.waiting(house(), who, COUNTED)


def _letters_to_look_at(who: Reader) -> tuple[int, bool]:
    return unchecked.count(house(), who, COUNTED)


def _brings_nothing_in(who: Reader) -> bool:
    """The others come to what is being read from where they bring it in: the bar has no room for both."""
    return not may(who, "intake.add")


@dataclass(frozen=True)
class Item:
    endpoint: str
    label: object  # a lazy string
    icon: str
    action: str = SIGNED_IN
    waits: Callable[[Reader], tuple[int, bool]] | None = None  # how much there is to do, and whether it is more
    beside: str = ""  # another room that is reached from its page
    for_whom: Callable[[Reader], bool] = lambda _: True


ITEMS = (
    Item("search.search", _l("Search"), "search"),
    Item("routing.inbox", _l("Inbox"), "inbox", "letter.answer", inbox.counted, "calendar", inbox.has_seat),
    Item("drafts.drafts", _l("Drafts"), "send", "draft.read", drafts.counted, for_whom=drafts.is_for),
    Item("sign.signing", _l("Sign"), "shield-lock", "draft.sign", sign.counted, for_whom=sign.is_for),
    Item("intake.intake", _l("Upload"), "cloud-arrow-up", "intake.add", beside="reading"),
    Item("registers.incoming", _l("Registers"), "journal-text", "entry.register", _letters_to_look_at, "sending"),
    Item("ledger.dashboard", _l("Ledger"), "list-check"),
    Item("review.queue", _l("Correct"), "pencil-square", "page.correct", _pages_to_correct, "confirm"),
    Item("archive.overview", _l("Archive"), "archive", for_whom=archive.is_for),
    Item("reading.reading", _l("Reading"), "hourglass-split", "status.read", for_whom=_brings_nothing_in),
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
        if item.endpoint in current_app.view_functions and _is_for(item, who)
    ]


def _is_for(item: Item, who: Reader) -> bool:
    return (item.action == SIGNED_IN or may(who, item.action, None)) and item.for_whom(who)


def _waits(item: Item, who: Reader) -> str:
    count, more = item.waits(who) if item.waits else (0, False)
    return f"{count}+" if more else str(count or "")
