"""How entries stand, in words."""

from flask_babel import gettext as _

from lontar.routing.books import Line
from store.contract import Row


def handlings() -> dict[str, str]:
    return {
        "waiting": _("waiting"),
        "in-hand": _("in hand"),
        "closed": _("closed"),
        "cancelled": _("cancelled"),
    }


def closings() -> dict[str, str]:
    return {
        "answered": _("answered"),
        "done": _("done"),
        "information": _("for information"),
        "passed-on": _("passed on"),
    }


def handling_said(line: Line) -> str:
    """How a line of a book stands; of what was sent nothing is to be handled."""
    return said_of(line.cancelled, line.handling or "", line.closed_as)


def entry_said(entry: Row) -> str:
    return said_of(entry.get("cancelled"), entry["handling"], entry.get("closed_as"))


def said_of(cancelled: str | None, handling: str, closed_as: str | None) -> str:
    if cancelled:
        return handlings()["cancelled"]
    return closings().get(closed_as or "") or handlings().get(handling, "")
