"""All pages of the administration, and its first one."""

from typing import Any

from office.people import administrators
from office.vocabularies import KINDS
from schemas.person import Person
from schemas.unit import Unit
from web.access import route
from web.accounts.post import mail_goes_out
from web.admin import (
    adoption,
    deadlines,
    failures,
    holdings,
    letterhead,
    mail,
    numbers,
    office,
    people,
    position,
    positions,
    settings,
    templates,
    units,
    vocabularies,
)
from web.admin.place import place
from web.current import house
from web.page import page
from web.setup.gate import office_tasks
from web.vocabularies import shelf

__all__ = [
    "adoption", "deadlines", "failures", "holdings", "letterhead", "mail", "numbers", "office", "people", "place",
    "position", "positions", "settings", "templates", "units", "vocabularies",
]  # fmt: skip


@route(place, "/admin", action="office.manage", summary="Administration")
def overview() -> str:
    """What there is, each with the way to it."""
    store = house().store
    found: dict[str, Any] = {
        "people": store.count(Person),
        "administrators": len(administrators(store)),
        "units": store.count(Unit),
        "own": [name for name in KINDS if shelf().own(name) is not None],
        "set": [one for one in house().settings.all if one.source != "default"],
    }
    return page("admin/overview.html", **found, mail_out=mail_goes_out(), failure=mail.failure(), tasks=office_tasks())
