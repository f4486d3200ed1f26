"""Loans in words."""

from flask_babel import gettext as _

from lontar.facts import told
from store.contract import Row
from web.i18n.words import day


def lists() -> dict[str, str]:
    return {
        "requested": _("Asked for"),
        "overdue": _("Overdue"),
        "lent": _("Lent out"),
        "ended": _("Ended"),
        "mine": _("My own"),
    }


def states() -> dict[str, str]:
    return {
        "requested": _("asked for"),
        "lent": _("lent out"),
        "returned": _("returned"),
        "refused": _("refused"),
        "withdrawn": _("taken back"),
    }


def happened(event: Row) -> str:
    """What an event came to."""
    _before, after = told(event)
    said = after.get("said") or ""
    due = day(after["due"]) if after.get("due") else ""
    told_of = {
        "loan.requested": _("asked for: %(why)s", why=after.get("why", "")),
        "loan.lent": _("lent out until %(day)s", day=due),
        "loan.returned": _("returned") + (f": {said}" if said else ""),
        "loan.refused": _("refused: %(why)s", why=said),
        "loan.extended": _("extended until %(day)s", day=due),
        "loan.withdrawn": _("taken back by who asked"),
        "loan.undone": _("undone"),
    }
    return str(told_of[event["verb"]])
