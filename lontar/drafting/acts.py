"""What people do to drafts: each act one commit with its events, decided anew when another commit came between."""

from collections.abc import Callable, Mapping
from typing import Any

from drafting import drafting, initials
from drafting.freezing import cancelled
from drafting.refused import DraftChanged
from drafting.written import put, written_of
from lontar.drafting.typesetting import checked, demand_complete, template_of
from lontar.intake.digitising import demand_own
from lontar.letters import letter_for
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand
from office.actor import Actor
from office.vocabularies import Shelf
from schemas.draft import Draft
from schemas.draft_version import DraftVersion
from schemas.entry import LONGEST_REASON, RegisterEntry
from schemas.errors import NotFound, WrongUse
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from store.again import again
from store.changes import Changes
from store.contract import Row

LONGEST_BACK = 4000
Decision = Callable[[Draft], Changes]


def draft_for(house: House, reader: Reader, id: str, action: str = "draft.read") -> Row:
    """The row of a draft that the reader may do `action` to. Raises NotFound, Forbidden."""
    row = house.store.get(Draft, id)
    if row is None:
        raise NotFound(what=f"Draft {id}")
    demand(reader, action, row, what=f"Draft {id}")
    return row


def defaults(house: House, template: str) -> dict[str, Any]:
    """What a new draft begins with by its template. Raises NotFound."""
    return {"content": template_of(house, template).defaults}


def make(
    house: House,
    reader: Reader,
    template: str,
    values: Mapping[str, Any],
    *,
    unit: str | None = None,
    answers: str | None = None,
) -> str:
    """The id of a new draft. `unit`: the reader's without it; `answers`: the letter that it answers. Raises Forbidden,
    NotFound, WrongUse."""
    demand(reader, "draft.write")
    where = unit or reader.unit
    demand_own(reader, where)
    if answers:
        letter_for(house, reader, answers)
    known = template_of(house, template)
    written = said(house, template, values)
    made = Draft(unit=where, template=template, answers=answers, titled=known.titled)
    house.store.commit(drafting.begun(made, Actor(reader), written, now()))
    return str(made.id)


def change(house: House, reader: Reader, id: str, values: Mapping[str, Any], base: int) -> list[int]:
    """Write in a draft. `base`: the revision that the writer saw. Raises NotFound, Forbidden, WrongUse, DraftElsewhere,
    and DraftChanged where another wrote meanwhile: what this one wrote is kept beside it then."""
    written = said(house, draft_for(house, reader, id, "draft.write")["template"], values)
    try:
        return on(
            house, reader, id, "draft.write", lambda one: drafting.changed(one, Actor(reader), written, base, now())
        )
    except DraftChanged:
        _set_aside(house, reader, id, written)
        raise


def submit(house: House, reader: Reader, id: str) -> list[int]:
    """Raises what drafting.initials.submitted raises, NotComplete, NotFound, Forbidden."""

    def decide(draft: Draft) -> Changes:
        demand_complete(house, dict(draft.to_mongo()))
        return initials.submitted(house.store, draft, Actor(reader), now())

    return on(house, reader, id, "draft.write", decide)


def initial(house: House, reader: Reader, id: str, content: str) -> list[int]:
    """Approve what the reader saw (`content`: its digest). Raises NotFound, DraftElsewhere, NotTheTurn,
    DraftChanged."""
    return on(house, reader, id, "draft.initial", lambda one: initials.initialled(one, reader, content, now()))


def send_back(house: House, reader: Reader, id: str, reason: str) -> list[int]:
    """Raises NotFound, WrongUse without a reason, DraftElsewhere, NotTheTurn."""
    why = stated("The reason", reason, LONGEST_BACK, "reason")
    return on(house, reader, id, "draft.initial", lambda one: initials.sent_back(one, reader, why, now()))


def take_back(house: House, reader: Reader, id: str) -> list[int]:
    """Raises NotFound, Forbidden, DraftElsewhere."""
    return on(house, reader, id, "draft.write", lambda one: initials.taken_back(one, Actor(reader), now()))


def cancel(house: House, reader: Reader, id: str, reason: str) -> list[int]:
    """Give a draft up; its number stays in the book with the reason. Raises NotFound, Forbidden, WrongUse without a
    reason, DraftElsewhere."""
    why = stated("The reason", reason, LONGEST_REASON, "reason")

    def decide(draft: Draft) -> Changes:
        entry = house.store.load(RegisterEntry, draft.entry) if draft.entry else None
        return cancelled(draft, entry, Actor(reader), why, now())

    return on(house, reader, id, "draft.write", decide)


def said(house: House, template: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is written, as it is kept. Raises NotFound, NotOfForm, WrongUse."""
    _demand_known(house, values)
    found = dict(values)
    if isinstance(values.get("content"), Mapping):
        found["content"] = checked(house, template, values["content"])
    return found


def _demand_known(house: House, values: Mapping[str, Any]) -> None:
    """Raises NotFound for a position, WrongUse for a classification code that there is not, each with the field."""
    named = [(name, values.get(name)) for name in ("signer", "behalf", "through")]
    named += [("initials", one) for one in values.get("initials") or ()]
    wanted = {str(one) for _, one in named if one}
    rows = house.store.get_many(Position, sorted(wanted)) if wanted else {}
    for field, one in named:
        if one and str(one) not in rows:
            raise NotFound(what=f"Position {one}", field=field)
    code = str(values.get("classification_code") or "").strip()
    if code and not Shelf(house.settings.home).get("classification").find(code, now().date()):
        raise WrongUse(what=code, why="it is no classification code in use", field="classification_code")


def _set_aside(house: House, reader: Reader, id: str, values: Mapping[str, Any]) -> None:
    """Once, however often the same text is sent."""

    def decide(draft: Draft) -> Changes:
        rows = house.store.find(DraftVersion, {"draft": id}, sort=[("no", 1)], limit=10_000)
        other = Draft.unpacked(dict(draft.to_mongo()))
        put(other, values)
        said = written_of(other)["content"]
        if any(row["kind"] == "aside" and row["by"] == reader.person and row.get("content") == said for row in rows):
            return Changes()
        return drafting.set_aside(draft, Actor(reader), values, now())

    on(house, reader, id, "draft.write", decide)


def on(house: House, reader: Reader, id: str, action: str, decision: Decision) -> list[int]:
    """Commit what is decided over a draft as it stands. Raises what `decision` raises; who changed it meanwhile is
    named."""

    def decide() -> Changes:
        return decision(Draft.unpacked(draft_for(house, reader, id, action)))

    try:
        return again(house.store, decide)
    except DraftChanged as error:
        raise named(house, error) from error


def named(house: House, error: DraftChanged) -> DraftChanged:
    """The same with the name of who wrote meanwhile, where it has their id."""
    by = house.store.get(Person, error.params["by"]) or {}
    return DraftChanged(**error.params | {"by": by.get("name", error.params["by"])})
