"""A draft typeset by its template, under the letterhead of its unit, with the block of who signs it."""

from collections.abc import Mapping
from typing import Any

from drafting import content, typesetting
from drafting.block import Block
from drafting.refused import NotComplete
from drafting.shelf import Templates
from drafting.template import Template
from drafting.typesetting import Head, Typeset
from lontar.routing.letterheads import letterhead_of
from lontar.wiring import House
from office.days import local_day
from office.holders import holders
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from store.contract import Row

COUNTED = "enclosures"
"""The field of a form that says how many files go with the letter."""


def template_of(house: House, name: str) -> Template:
    """One that Lontar ships, or the office's own. Raises NotFound, FaultyTemplate."""
    return Templates(house.settings.home).get(name)


def templates(house: House) -> tuple[Template, ...]:
    """Those that a draft can be begun with."""
    return Templates(house.settings.home).all()


def typeset_of(house: House, draft: Row, *, number: str | None = None) -> Typeset:
    """The PDF; with its number it carries the day on which it froze and the address where it can be verified. Raises
    NotFound for its template, and what drafting.typesetting.typeset raises."""
    given = _given(house, draft)
    return typesetting.typeset(*given, _head(house, draft), block_of(house, draft), **_issue(house, draft, number))


def preview_of(house: House, draft: Row) -> list[bytes]:
    """Its pages as PNG pictures, as far as it is written. Raises as `typeset_of`."""
    given = _given(house, draft)
    number = draft.get("reference_number")
    return typesetting.preview(*given, _head(house, draft), block_of(house, draft), **_issue(house, draft, number))


def checked(house: House, template: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values as they are kept. Raises NotFound, NotOfForm."""
    return content.checked(template_of(house, template), values)


def demand_complete(house: House, draft: Row) -> None:
    """Raises NotComplete for the first field that the letter cannot go out without."""
    for field in content.missing(template_of(house, draft["template"]), draft.get("content") or {}):
        raise NotComplete(what=field.label("en"), field=field.name)


def block_of(house: House, draft: Row) -> Block | None:
    """Who signs, by position and delegation, as of when it froze, else of now: a.n. and u.b. by the draft, Plt. and
    Plh. by who acts in the position. None while no signer is named."""
    if not draft.get("signer"):
        return None
    at = draft.get("frozen_at") or now()
    named = [draft[name] for name in ("behalf", "through") if draft.get(name)]
    titles = {id: row["title"] for id, row in house.store.get_many(Position, [*named, draft["signer"]]).items()}
    holder = holders(house.store, [draft["signer"]], at)[draft["signer"]]
    person = (house.store.get(Person, holder.person) or {}) if holder else {}
    return Block(
        position=titles.get(draft["signer"], ""),
        name=person.get("name", ""),
        form=(holder.form or "") if holder else "",
        behalf=tuple(titles[one] for one in named if one in titles),
    )


def _given(house: House, draft: Row) -> tuple[Template, dict[str, Any]]:
    """The template, and the form's values; where nobody wrote how many enclosures there are, they are counted.
    Offices speak Indonesian in their letters."""
    template, said = template_of(house, draft["template"]), dict(draft.get("content") or {})
    count, field = len(draft.get("enclosures") or ()), template.field(COUNTED)
    if count and field and field.kind == "line" and not said.get(COUNTED):
        said[COUNTED] = f"{count} berkas"
    return template, said


def _head(house: House, draft: Row) -> Head:
    found = letterhead_of(house, draft["unit"])
    return Head(tuple(found["lines"]), found["crest"])


def _issue(house: House, draft: Row, number: str | None) -> dict[str, Any]:
    """What it gets when it is frozen: number, day, and the address where it can be verified; empty where the office has
    none; and what goes with it."""
    enclosed = [f"{one['name']} sha256:{one['sha256']}" for one in draft.get("enclosures") or ()]
    if number is None or not draft.get("frozen_at"):
        return {"number": number, "enclosed": enclosed}
    site = house.settings.web.public_url.rstrip("/")
    stamp = f"{site}/verify/{draft['issued']}" if site and draft.get("issued") else ""
    day = local_day(house.store, draft["unit"], draft["frozen_at"])
    return {"number": number, "day": day, "stamp": stamp, "enclosed": enclosed}
