"""What a letter's fields say, in the reader's language: value, how sure, by whom, and where it stands on the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from lontar.facts import SURE
from lontar.paging import Numbered
from lontar.values import CLASS, KINDS, NAMES
from store.contract import Row
from web.i18n.words import LETTER_LANGUAGES, day
from web.letters.place import at
from web.letters.typed import ALWAYS, CHOSEN
from web.vocabularies import named

MAIN = (*ALWAYS, *CHOSEN)
"""The fields that are always shown; the others where a letter has them."""
PRINTED_CLASS = "printed_class"
"""The class that stands on the paper (the field "security_class"), beside the letter's own, which says who may read
it."""


@dataclass(frozen=True)
class Said:
    """`value` is "" for what was not found. `sure` is the confidence of a doubtful one. `place`: the address that
    shows where it stands; `box` when that is on the page at hand, in pixels of its image as served. `learned`: from so
    many letters of the same sender."""

    name: str
    value: str
    sure: int | None
    by_hand: bool
    place: str | None
    box: Sequence[int] | None
    learned: int | None


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


def value_said(name: str, value: Any) -> str:
    if not value:
        return ""
    if KINDS.get(name) == "day":
        return day(value)
    if name in CHOSEN:
        return named(str(value), CHOSEN[name])
    if name in ("security_class", PRINTED_CLASS):
        return named(str(value), "security-classes")
    if name == "language":
        return str(LETTER_LANGUAGES.get(value, value))
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def fields_said(thing: Row, pages: Sequence[Numbered], shown: Numbered | None) -> list[Said]:
    """Those that are always shown, and those that the letter has besides."""
    fields = dict(thing.get("fields") or {})
    if CLASS in fields:
        fields[PRINTED_CLASS] = fields[CLASS]
    names = (*MAIN, *(name for name in (*NAMES, PRINTED_CLASS) if name in fields and name not in MAIN))
    return [_said(thing["_id"], name, fields.get(name) or {}, pages, shown) for name in names]


def _said(id: str, name: str, found: Row, pages: Sequence[Numbered], shown: Numbered | None) -> Said:
    by_hand, sure = bool(found.get("by_hand")), found.get("confidence")
    doubtful = round(sure) if sure is not None and sure < SURE and not by_hand else None
    box = found.get("box") or None
    on = next((one for one in pages if (one.file, one.page) == (found.get("file", 1), found.get("page"))), None)
    place = at(id, "place", tab="page", page=on.number, field=name) if on and box else None
    value, here = value_said(name, found.get("value")), box if on == shown else None
    return Said(name, value, doubtful, by_hand, place, here, found.get("learned") if not by_hand else None)
