"""How entries stand, in words."""

from flask_babel import gettext as _

from lontar.routing.books import Line
from store.contract import Row
from web.routing.words import CLOSED_AS


def handlings() -> dict[str, str]:
    return {
        "waiting": _("waiting"),
        "in-hand": _("in hand"),
        "closed": _("closed"),
        "cancelled": _("cancelled"),
    }


def handling_said(line: Line) -> str:
    """How a line of a book stands."""
    return _said(line.cancelled, line.handling or "", line.closed_as)


def entry_said(entry: Row) -> str:
    return _said(entry.get("cancelled"), entry["handling"], entry.get("closed_as"))


def _said(cancelled: str | None, handling: str, closed_as: str | None) -> str:
    if cancelled:
        return handlings()["cancelled"]
    return str(CLOSED_AS[closed_as]) if closed_as else handlings().get(handling, "")
