"""What a letter's fields say, in the reader's language: value, how sure, by whom, and where it stands on the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from lontar.paging import Numbered
from store.contract import Row
from web.i18n.words import day
from web.letters.place import at
from web.letters.typed import CHOSEN, TYPED
from web.vocabularies import named

ALWAYS = (*TYPED, *CHOSEN)
"""Fields of which the page says, too, that they were not found."""
NAMES = (
    "reference_number", "date", "place", "subject", "sender", "signer", "signer_position", "signer_form", "recipients",
    "copies", "letter_type", "urgency", "printed_class", "classification_code", "enclosures", "references", "deadline",
    "event_date", "event_time", "event_place", "language",
)  # fmt: skip
"""All fields, in the order in which the page says them."""
FIELD = {"printed_class": "security_class"}
"""The class that is printed on the letter is no more than that: who may read it follows from the letter's own class."""
DAYS = ("date", "deadline", "event_date")
SURE = 80
"""A field is said to be doubtful below this confidence (0-100)."""


@dataclass(frozen=True)
class Said:
    """`value` is "" for what was not found. `sure` is the confidence of a doubtful one. `place`: the address that
    shows where it stands; `box` when that is on the page at hand, in pixels of its image as served."""

    name: str
    value: str
    sure: int | None
    by_hand: bool
    place: str | None
    box: Sequence[int] | None


def titles() -> Mapping[str, str]:
    return {
        "reference_number": _("Number"),
        "date": _("Date"),
        "subject": _("Subject"),
        "sender": _("Sender"),
        "recipients": _("Recipients"),
        "letter_type": _("Type"),
        "urgency": _("Urgency"),
        "security_class": _("Security class"),
        "printed_class": _("Class on the paper"),
        "place": _("Place"),
        "copies": _("Copies to"),
        "signer": _("Signed by"),
        "signer_position": _("Position"),
        "signer_form": _("Signed as"),
        "classification_code": _("Classification code"),
        "enclosures": _("Enclosures"),
        "references": _("Refers to"),
        "deadline": _("Deadline"),
        "event_date": _("Day of the event"),
        "event_time": _("Time of the event"),
        "event_place": _("Place of the event"),
        "language": _("Language"),
    }


def _languages() -> Mapping[str, str]:
    return {"ind": _("Indonesian"), "nld": _("Dutch"), "eng": _("English")}


def value_said(name: str, value: Any) -> str:
    if not value:
        return ""
    if name in DAYS:
        return day(value)
    if name in CHOSEN:
        return named(str(value), CHOSEN[name])
    if name in ("security_class", "printed_class"):
        return named(str(value), "security-classes")
    if name == "language":
        return _languages().get(value, str(value))
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def fields_said(thing: Row, pages: Sequence[Numbered], shown: Numbered | None) -> list[Said]:
    held = thing.get("fields") or {}
    found = [(name, held.get(FIELD.get(name, name)) or {}) for name in NAMES]
    return [_said(thing["_id"], name, value, pages, shown) for name, value in found if value or name in ALWAYS]


def _said(id: str, name: str, found: Row, pages: Sequence[Numbered], shown: Numbered | None) -> Said:
    by_hand, sure = bool(found.get("by_hand")), found.get("confidence")
    doubtful = round(sure) if sure is not None and sure < SURE and not by_hand else None
    box = found.get("box") or None
    on = next((one for one in pages if (one.file, one.page) == (found.get("file", 1), found.get("page"))), None)
    place = at(id, "place", tab="page", page=on.number, field=name) if on and box else None
    return Said(name, value_said(name, found.get("value")), doubtful, by_hand, place, box if on == shown else None)
