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

NAMES = (*TYPED, *CHOSEN)
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
    }


def value_said(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "date":
        return day(value)
    if name in CHOSEN:
        return named(str(value), CHOSEN[name])
    if name == "security_class":
        return named(str(value), "security-classes")
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def fields_said(thing: Row, pages: Sequence[Numbered], shown: Numbered | None) -> list[Said]:
    return [_said(thing["_id"], name, (thing.get("fields") or {}).get(name) or {}, pages, shown) for name in NAMES]


def _said(id: str, name: str, found: Row, pages: Sequence[Numbered], shown: Numbered | None) -> Said:
    by_hand, sure = bool(found.get("by_hand")), found.get("confidence")
    doubtful = round(sure) if sure is not None and sure < SURE and not by_hand else None
    box = found.get("box") or None
    on = next((one for one in pages if (one.file, one.page) == (found.get("file", 1), found.get("page"))), None)
    place = at(id, "place", tab="page", page=on.number, field=name) if on and box else None
    return Said(name, value_said(name, found.get("value")), doubtful, by_hand, place, box if on == shown else None)
