"""Assignments in words: how far one is, until when it is to be done, how old it is."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lontar.routing.recipients import Recipient
from schemas.day import day_number
from store.contract import Row
from web.i18n.words import day
from web.vocabularies import named

STATES = {
    "unread": ("envelope", _l("not read yet")),
    "read": ("envelope-open", _l("read")),
    "in-progress": ("hourglass-split", _l("in progress")),
    "done": ("check-circle", _l("done")),
    "declined": ("x-circle", _l("declined")),
    "withdrawn": ("arrow-return-left", _l("withdrawn")),
}
PASSED_ON = ("send", _l("passed on"))
OVER = ("x-circle", _l("closed over it"))
HANDLING = {
    "waiting": _l("waits for somebody to be asked"),
    "in-hand": _l("in hand"),
    "closed": _l("closed"),
}
CLOSED_AS = {
    "answered": _l("answered"),
    "done": _l("done"),
    "information": _l("for information"),
    "passed-on": _l("passed on to another office"),
}
AWAY = {"leave": _l("on leave"), "duty-elsewhere": _l("on duty elsewhere")}


def state_said(row: Row) -> tuple[str, str]:
    """The icon and the words of an assignment's state."""
    if row["standing"] == "passed-on" and row["state"] == "in-progress":
        icon, words = PASSED_ON
    elif row["standing"] == "dropped" and row["state"] not in ("declined", "withdrawn"):
        icon, words = OVER
    elif row["standing"] == "done":
        icon, words = STATES["done"]
    else:
        icon, words = STATES[row["state"]]
    return icon, str(words)


def handling_said(entry: Row) -> str:
    """What became of an entry."""
    if entry.get("cancelled"):
        return str(_("number cancelled: %(reason)s", reason=entry["cancelled"]))
    if entry["handling"] == "closed" and entry.get("closed_as"):
        return f"{HANDLING['closed']}: {CLOSED_AS[entry['closed_as']]}"
    return str(HANDLING[entry["handling"]])


def due_said(row: Row, late: int | None, today: date) -> str:
    """Until when it is to be done; nothing where no day is set."""
    due = row.get("due")
    if not due:
        return ""
    if late:
        return str(ngettext("late by %(num)s working day", "late by %(num)s working days", late))
    if late == 0:
        return str(_("late since %(day)s", day=day(due)))
    return str(_("due today")) if due == day_number(today) else str(_("by %(day)s", day=day(due)))


def age_said(age: int) -> str:
    """How long ago it came, in working days."""
    return str(ngettext("%(num)s working day", "%(num)s working days", age)) if age > 0 else str(_("came today"))


def instructions_said(codes: Sequence[str]) -> str:
    return ", ".join(named(code, "instructions") for code in codes)


def recipient_said(one: Recipient) -> str:
    """Who acts in a position, with what somebody who asks it wants to know."""
    if one.name is None:
        return str(_("vacant: nobody can be asked"))
    if not one.is_live:
        return str(_("not on board yet: print the letter with its receipt slip"))
    name = f"{one.form} {one.name}" if one.form else one.name
    if one.away is None:
        return name
    until = _("until %(day)s", day=day(day_number(one.away.until)))
    return f"{name} · {AWAY[one.away.kind]} {until}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """The first of several names, and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    return str(_("%(names)s and %(num)s more", names=", ".join(names[:most]), num=len(names) - most))
