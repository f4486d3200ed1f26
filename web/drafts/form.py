"""The form of a draft: what its boxes show, and what was typed into them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from drafting import paragraphs
from drafting.difference import Piece, differences
from drafting.difference import pieces as differing
from drafting.template import Template
from drafting.written import WRITTEN
from lontar.drafting.typed import read, shown
from lontar.drafting.typesetting import template_of
from lontar.routing.titles import titles_of
from schemas.draft import MOST_INITIALS
from schemas.errors import LontarError
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row
from web.current import house
from web.drafts import choosing
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
    """What was typed, as it is written into a draft; where the standing text was chosen in a conflict, that. Raises
    WrongUse, with the field, and DraftChanged as choosing.put_together."""
    template, kept = template_of(house(), draft["template"]), choosing.kept(form)
    content = choosing.put_together(draft, boxed(template, form), form)
    standing = draft.get("content") or {}
    for field in template.fields:
        if field.name in kept:
            content.pop(field.name, None)
            content |= {field.name: standing[field.name]} if field.name in standing else {}
    return {"content": content} | {name: value for name, value in chosen(form).items() if name not in kept}


def boxed(template: Template, form: Mapping[str, str]) -> dict[str, Any]:
    """The content as its boxes have it. Raises WrongUse, with the field."""
    boxes = typed(form)
    return read(template, {name.removeprefix(BOX): value for name, value in boxes.items() if name.startswith(BOX)})


def chosen(form: Mapping[str, str]) -> dict[str, Any]:
    """What else can be written of a draft, as its boxes have it."""
    boxes = typed(form)
    initials = [one for number in range(1, MOST_INITIALS + 1) if (one := boxes[f"initial{number}"])]
    return {name: boxes[name] for name in ONE} | {"initials": initials}


@dataclass(frozen=True)
class Clash:
    """How what stands differs from what a person wrote; `parts`: of a text in several places each of them, with the
    name of its choice."""

    label: str
    pieces: list[Piece]
    parts: list[tuple[str, list[Piece]]]


def clashes(draft: Row, mine: Mapping[str, Any]) -> dict[str, Clash]:
    """By name, what differs between what stands and what a person wrote."""
    template, standing = template_of(house(), draft["template"]), draft.get("content") or {}
    found = {
        name: Clash(label_of(template, name), pieces, _parts(template, name, standing, mine["content"]))
        for name, pieces in differences(standing, mine["content"]).items()
    }
    before = {name: draft.get(name) or "" for name in ONE} | {
        "initials": [one["position"] for one in draft.get("initials") or ()]
    }
    after = {name: mine[name] for name in WRITTEN if name in mine and name != "content"}
    said = {name: _named(name, before[name]) for name in after}, {name: _named(name, after[name]) for name in after}
    return found | {name: Clash(str(FIELDS[name]), pieces, []) for name, pieces in differences(*said).items()}


def _parts(
    template: Template, name: str, standing: Mapping[str, Any], mine: Mapping[str, Any]
) -> list[tuple[str, list[Piece]]]:
    field = template.field(name)
    if field is None or field.kind != "text":
        return []
    found = paragraphs.parts(str(standing.get(name) or ""), str(mine.get(name) or ""))
    shown = [(choosing.part(name, one.id), differing(one.standing, one.typed)) for one in found]
    return shown if len(shown) > 1 else []


def worded(template: Template, problem: LontarError) -> LontarError:
    """An error of one of the template's fields, which is called in it as the reader calls it."""
    field = template.field(str(problem.params.get("field", "")))
    if field is None or problem.params.get("what") != field.label("en"):
        return problem
    return type(problem)(**problem.params | {"what": field.label(language())})


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
