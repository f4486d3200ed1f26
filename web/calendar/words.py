"""What appointments are called on pages, in the reader's language: their hours, and what becomes of them."""

from flask_babel import gettext as _

from lontar.calendar.items import Item
from lontar.calendar.listed import clock
from lontar.calendar.when import ASSUMED
from web.i18n.language import language
from web.i18n.words import day


def hours(item: Item) -> str:
    """09.00–12.00; of an end that the letter does not say the two hours that are assumed."""
    when, sign = item.when, ":" if language() == "en" else "."
    if when.begins is None:
        return str(_("all day, no time is said"))
    ends = when.begins + ASSUMED if when.ends is None else when.ends
    said = f"{clock(when.begins, sign)}–{clock(ends, sign)}"
    return str(_("%(hours)s (the end is not said; two hours are assumed)", hours=said)) if when.assumed else said


def days(item: Item) -> str:
    """2 December 2030, or the first and the last of several days."""
    when = item.when
    return f"{day(when.day)} – {day(when.until)}" if when.until != when.day else day(when.day)


def state(item: Item) -> str:
    match item.row["state"]:
        case "attending":
            return str(_("attending"))
        case "excused":
            return str(_("excused"))
        case "deputised":
            return str(_("deputised: %(position)s", position=item.deputy))
    return str(_("invited"))


def subject(item: Item) -> str:
    return item.subject if item.letter else str(_("Restricted invitation"))


def clash(item: Item, other: Item) -> str:
    """How another one is at the same time, before its name."""
    if item.when.begins is None or other.when.begins is None:
        return str(_("On the same day, where one has no time:"))
    return str(_("At the same time:"))
