"""The form of a draft: what its boxes show, and what was typed into them."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from drafting.difference import Piece, differences
from drafting.template import Template
from drafting.written import WRITTEN
from lontar.drafting.typed import read, shown
from lontar.drafting.typesetting import template_of
from lontar.routing.titles import titles_of
from schemas.draft import MOST_INITIALS
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row
from web.current import house
from web.drafts.words import FIELDS
from web.i18n.language import language
from web.vocabularies import choices, named

BOX = "f-"
"""What the names of the boxes of the template's fields begin with, so that none is taken for another."""
ONE = ("signer", "behalf", "through", "classification_code", "security_class")
MOST = 1000
"""Positions of a unit that are offered."""


def boxes_of(draft: Row) -> dict[str, str]:
    """What the boxes show of a draft as it is stored."""
    content = draft.get("content") or {}
    found = {
        BOX + field.name: shown(field, content.get(field.name))
        for field in template_of(house(), draft["template"]).fields
    }
    found |= {name: str(draft.get(name) or "") for name in ONE}
    initials = [one["position"] for one in draft.get("initials") or ()]
    return found | {f"initial{number}": one for number, one in enumerate(_filled(initials), 1)}


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """The boxes as they were typed."""
    names = (*ONE, *(f"initial{number}" for number in range(1, MOST_INITIALS + 1)))
    return {name: form.get(name, "") for name in names} | {
        name: value.replace("\r\n", "\n") for name, value in form.items() if name.startswith(BOX)
    }


def values_of(draft: Row, form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, as it is written into a draft; for a field of which the standing text was chosen in a conflict
    (`take-NAME`), that. Raises WrongUse, with the field."""
    template, boxes = template_of(house(), draft["template"]), typed(form)
    kept = set(kept_names(form))
    content = read(template, {name.removeprefix(BOX): value for name, value in boxes.items() if name.startswith(BOX)})
    standing = draft.get("content") or {}
    for field in template.fields:
        if field.name in kept:
            content.pop(field.name, None)
            content |= {field.name: standing[field.name]} if field.name in standing else {}
    said: dict[str, Any] = {"content": content} | {name: boxes[name] for name in ONE if name not in kept}
    if "initials" not in kept:
        said["initials"] = [one for number in range(1, MOST_INITIALS + 1) if (one := boxes[f"initial{number}"])]
    return said


def kept_names(form: Mapping[str, str]) -> Iterable[str]:
    """The names of what is to stay as it stands."""
    return (
        name.removeprefix("take-") for name, value in form.items() if name.startswith("take-") and value == "theirs"
    )


def clashes(draft: Row, mine: Mapping[str, Any]) -> dict[str, tuple[str, list[Piece]]]:
    """By name of what differs between the text that stands and what a person wrote: what it is called, and how."""
    template = template_of(house(), draft["template"])
    found = {
        name: (label_of(template, name), pieces)
        for name, pieces in differences(draft.get("content") or {}, mine["content"]).items()
    }
    before = {name: draft.get(name) or "" for name in ONE} | {
        "initials": [one["position"] for one in draft.get("initials") or ()]
    }
    after = {name: mine[name] for name in WRITTEN if name in mine and name != "content"}
    said = {name: _named(name, before[name]) for name in after}, {name: _named(name, after[name]) for name in after}
    return found | {name: (str(FIELDS[name]), pieces) for name, pieces in differences(*said).items()}


def label_of(template: Template, name: str) -> str:
    """What a field or another part of a draft is called."""
    field = template.field(name)
    return field.label(language()) if field else str(FIELDS.get(name, name))


def _named(name: str, value: Any) -> Any:
    """Positions by their titles, as a person reads them."""
    if name in ("classification_code", "security_class"):
        return value
    ids = [value] if isinstance(value, str) else list(value)
    titles = titles_of(house(), ids)
    return [titles.get(one, one) for one in ids if one]


def positions(draft: Row) -> list[tuple[str, str]]:
    """(id, title) of those that can initial and sign: of the unit and the units above it, and those chosen already."""
    store = house().store
    unit = store.get(Unit, draft["unit"]) or {"path": [draft["unit"]]}
    rows: dict[str, Row] = {}
    for one in reversed(unit.get("path") or [draft["unit"]]):
        found = store.find(Position, {"unit": one}, sort=[("title", 1)], limit=MOST)
        rows |= {row["_id"]: row for row in sorted(found, key=lambda row: not row.get("head")) if not row.get("closed")}
    chosen = [draft.get(name) for name in ("signer", "behalf", "through")]
    chosen += [one["position"] for one in draft.get("initials") or ()]
    rows |= store.get_many(Position, [one for one in chosen if one and one not in rows])
    units = store.get_many(Unit, sorted({row["unit"] for row in rows.values()}))
    return [(id, f"{row['title']} · {units.get(row['unit'], {}).get('code', '')}") for id, row in rows.items()]


def offered(draft: Row) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen, by the name of the box."""
    known = positions(draft)
    codes = [(code, f"{code} {name}") for code, name in choices("classification")]
    held = draft.get("classification_code")
    if held and held not in dict(codes):
        codes.insert(0, (held, f"{held} {named(held, 'classification')}"))
    nobody = ("", str(_("nobody")))
    found = {name: [nobody, *known] for name in ("behalf", "through")}
    found |= {f"initial{number}": [nobody, *known] for number in range(1, MOST_INITIALS + 1)}
    return found | {
        "signer": [("", str(_("Choose one"))), *known],
        "classification_code": [("", str(_("none"))), *codes],
        "security_class": list(choices("security-classes")),
    }


def _filled(initials: list[str]) -> list[str]:
    return [*initials, *[""] * (MOST_INITIALS - len(initials))]
