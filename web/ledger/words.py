"""What the parts of the ledger are called."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

AGES = {
    "0-2": _l("0 to 2 working days"),
    "3-5": _l("3 to 5 working days"),
    "6-10": _l("6 to 10 working days"),
    "over-10": _l("Over 10 working days"),
}
URGENCIES = {"ordinary": _l("Ordinary"), "urgent": _l("Urgent"), "very-urgent": _l("Very urgent")}
STATES = {
    "unread": _l("never opened"),
    "read": _l("opened"),
    "in-progress": _l("in progress"),
    "done": _l("done"),
    "declined": _l("declined"),
    "withdrawn": _l("withdrawn"),
}
SORTS = {"oldest": _l("Oldest first"), "newest": _l("Newest first"), "due": _l("Due first")}
SHOWS = {
    "open": _l("Unactioned letters"),
    "done": _l("Done in the week of %(day)s"),
    "came": _l("Letters that came in the week of %(day)s"),
    "closed": _l("Letters closed in the week of %(day)s"),
}


def old(days: int) -> str:
    """How old a line is."""
    return str(ngettext("%(num)s working day old", "%(num)s working days old", days))


def late(days: int) -> str:
    return str(ngettext("%(num)s working day late", "%(num)s working days late", days))


def working_days(days: int) -> str:
    return str(ngettext("%(num)s working day", "%(num)s working days", days))


def head_of(unit: str) -> str:
    return str(_("Head of %(unit)s", unit=unit))
