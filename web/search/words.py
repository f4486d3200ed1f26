"""What facets and their values are called, and texts with what was found in them."""

from collections.abc import Iterable, Sequence
from html import escape  # in a third of the time of Markup's, and a page has some hundred pieces

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from schemas.unit import Unit
from search.highlight import pieces
from web.current import house
from web.i18n.words import DIRECTIONS, number
from web.vocabularies import named

TITLES = {
    "year": _l("Year"),
    "unit": _l("Unit"),
    "direction": _l("Direction"),
    "type": _l("Type"),
    "sender": _l("Sender"),
    "state": _l("State"),
}
VALUES = {
    **DIRECTIONS,
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
    "type": _l("type"),
    "unit": _l("unit"),
    "batch": _l("batch"),
    "direction": _l("direction"),
    "state": _l("state"),
    "class": _l("security class"),
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
    if facet == "type":
        return {value: named(value, "letter-types") for value in wanted}
    return {value: str(VALUES.get(value, value)) if facet in ("direction", "state") else value for value in wanted}


def marked(text: str, marks: Sequence[Sequence[int]]) -> Markup:
    """A text with the words that were found marked."""
    escaped = ((escape(piece), found) for piece, found in pieces(text, marks))
    return Markup("".join(f"<mark>{piece}</mark>" if found else piece for piece, found in escaped))  # noqa: S704


def letters(count: int) -> str:
    """1.204 surat."""
    return str(ngettext("%(count)s letter", "%(count)s letters", count, count=number(count)))
