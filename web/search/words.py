"""What facets and their values are called, and texts with what was found in them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from html import escape  # in a third of the time of Markup's, and a page has some hundred pieces

from babel.dates import format_date
from flask_babel import get_locale, ngettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from lontar.indexed import UNFILED, casefile_said
from lontar.many import casefiles
from schemas.unit import Unit
from search.entry import CALENDAR
from search.highlight import pieces
from web.current import house
from web.i18n.words import DATE, DIRECTIONS, LETTER_LANGUAGES, number
from web.verifying.words import verdict_said
from web.vocabularies import named
from web.who import who

TITLES = {
    "year": _l("Year"),
    "unit": _l("Unit"),
    "direction": _l("Direction"),
    "type": _l("Type"),
    "sender": _l("Sender"),
    "tag": _l("Tag"),
    "casefile": _l("Case file"),
    "state": _l("State"),
    "class": _l("Security class"),
    "urgency": _l("Urgency"),
    "language": _l("Language"),
    "verdict": _l("Signatures"),
    "month": _l("Month"),
    "day": _l("Day"),
}
AS_TYPED = _l("As typed")
ORDERS = {"relevance": _l("Best first"), "newest": _l("Newest first"), "oldest": _l("Oldest first")}
LISTS = {"type": "letter-types", "class": "security-classes", "urgency": "urgency"}
"""Facets whose values have their names in a vocabulary of the office."""
VALUES = {
    **DIRECTIONS,
    "awaiting": _l("Awaits its scan"),
    "arrived": _l("Not read yet"),
    "read": _l("Read"),
    "understood": _l("Read"),
    "failed": _l("Failed"),
    "withdrawn": _l("Withdrawn"),
}
FIELDS = {
    "subject": _l("subject"),
    "sender": _l("sender"),
    "recipients": _l("recipients"),
    "copies": _l("copies"),
    "signer": _l("signer"),
    "position": _l("position of the signer"),
    "place": _l("place"),
    "number": _l("number"),
    "references": _l("numbers that it refers to"),
    "urgency": _l("urgency"),
    "code": _l("classification code"),
    "name": _l("name of the file"),
    "tag": _l("tag"),
    "note": _l("note"),
    "casefile": _l("case file"),
    "type": _l("type"),
    "unit": _l("unit"),
    "batch": _l("batch"),
    "direction": _l("direction"),
    "state": _l("state"),
    "class": _l("security class"),
    "verdict": _l("verdict on the signatures"),
    "language": _l("language"),
    "date": _l("date"),
    "year": _l("year"),
    "deadline": _l("deadline"),
    "event": _l("day of the event"),
    "added": _l("day on which it came in"),
    "enclosures": _l("number of enclosures"),
    "beside": _l("doubtful word"),
    "suggested": _l("suggestion for a misread word"),
}
"""Fields of the query language, as a sentence names them."""


def names(facet: str, values: Iterable[str]) -> dict[str, str]:
    """What the values of a facet are called."""
    wanted = list(values)
    if facet == "unit" and wanted:
        rows = house().store.find(Unit, {"code": {"$in": wanted}}, limit=len(wanted), fields=("code", "name"))
        known = {row["code"]: row["name"] for row in rows}
        return {value: known.get(value, value) for value in wanted}
    if facet == "casefile" and wanted:
        found = casefiles.known(house(), who(), wanted)
        none = {UNFILED: str(_l("not yet filed"))}
        return {value: none.get(value) or casefile_said(found.get(value)) or value for value in wanted}
    if facet in LISTS:
        return {value: named(value, LISTS[facet]) for value in wanted}
    if facet == "verdict":
        return {value: verdict_said(value) for value in wanted}
    if facet in CALENDAR:
        return {value: date_said(value) for value in wanted}
    own = {"direction": VALUES, "state": VALUES, "language": LETTER_LANGUAGES}.get(facet, {})
    return {value: str(own.get(value, value)) for value in wanted}


def date_said(value: str) -> str:
    """A year, a month as "March 2019", a day as "5 March 2019"; what is none stays as it is."""
    with suppress(ValueError):
        if len(value) == len("2019-03"):
            return str(format_date(date.fromisoformat(f"{value}-01"), "MMMM y", locale=get_locale()))
        if len(value) == len("2019-03-05"):
            return str(format_date(date.fromisoformat(value), DATE, locale=get_locale()))
    return value


def marked(text: str, marks: Sequence[Sequence[int]]) -> Markup:
    """A text with the words that were found marked."""
    escaped = ((escape(piece), found) for piece, found in pieces(text, marks))
    return Markup("".join(f"<mark>{piece}</mark>" if found else piece for piece, found in escaped))  # noqa: S704


def letters(count: int) -> str:
    """1.204 surat."""
    return str(ngettext("%(count)s letter", "%(count)s letters", count, count=number(count)))
