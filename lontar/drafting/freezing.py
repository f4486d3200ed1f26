"""A draft frozen, its number drawn in the same commit, then typeset with it.

Between the two it stands frozen without a PDF; whoever freezes it again typesets it with the same number, and so does
the sweeper of the crew by itself."""

import io
from contextlib import suppress
from datetime import datetime, timedelta

from drafting import freezing, numbering
from drafting.freezing import Kept
from lontar.drafting.acts import draft_for
from lontar.drafting.typesetting import demand_complete, typeset_of
from lontar.wiring import House
from office import tokens
from office.access import Reader, itself
from office.actor import Actor
from office.days import day_at, zone_in
from routing.registering import entered
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from schemas.errors import LontarError
from schemas.issued import Issued
from schemas.letter import Letter
from schemas.stored import new_id, now
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row

LET = timedelta(seconds=30)


def freeze(house: House, reader: Reader, id: str) -> list[int]:
    """The number reserved and the PDF kept; of a draft that is frozen already only what is missing. Raises NotFound,
    Forbidden, DraftElsewhere, NotInitialled, and what typesetting raises, before a number is drawn where it can."""
    row = draft_for(house, reader, id, "draft.write")
    if row["state"] == "initialling":
        demand_complete(house, row)
        typeset_of(house, row)  # what cannot be typeset costs no number
    events = again(house.store, lambda: _reserved(house, reader, id))
    return events + typeset_frozen(house, reader, id)


def typeset_frozen(house: House, reader: Reader, id: str) -> list[int]:
    """The PDF of a frozen draft kept with its number; nothing where it has one. Raises NotFound, what typesetting
    raises."""
    row = draft_for(house, reader, id)
    if row["state"] != "frozen" or row.get("frozen_sha256"):
        return []
    number = number_of(house, row)
    made = typeset_of(house, row, number=number)
    sha256, size = house.originals.put(io.BytesIO(made.pdf), f"{id}.pdf")
    kept = Kept(sha256, size, made.pages, made.place.page, made.place.box)

    def decide() -> Changes:
        draft = Draft.unpacked(draft_for(house, reader, id))
        if draft.revision != row["revision"] or draft.frozen_at != row["frozen_at"]:
            return Changes()  # taken back, and perhaps frozen again, meanwhile
        return freezing.typeset(draft, Actor(reader), number, kept)

    return again(house.store, decide)


def heal(house: House, before: datetime | None = None) -> None:
    """Typeset what was left frozen without a PDF before a time (default: half a minute ago, so that who freezes one now
    is let do it). What cannot be typeset waits for a person, who is told why."""
    until = before or now() - LET
    for row in left(house):
        if row["frozen_at"] < until:
            with suppress(LontarError):
                typeset_frozen(house, itself(), row["_id"])


def left(house: House) -> list[Row]:
    """Drafts that stand frozen without a PDF."""
    rows = house.store.find(
        Draft, {"state": "frozen"}, sort=[("changed_at", -1)], limit=10_000, fields=("frozen_sha256", "frozen_at")
    )
    return [row for row in rows if not row.get("frozen_sha256")]


def number_of(house: House, draft: Row) -> str:
    """The reference number of a draft that holds a number: the same whenever it is asked for, while the office leaves
    the form as it is."""
    entry = house.store.get(RegisterEntry, draft["entry"]) or {}
    unit = house.store.get(Unit, draft["unit"]) or {"_id": draft["unit"]}
    code = draft.get("classification_code") or ""
    form = numbering.chosen(house.store, unit.get("path") or [unit["_id"]], code)
    day = day_at(entry["received_at"], zone_in(unit))
    said = {"code": code, "unit": str(unit.get("code", "")), "security_class": draft.get("security_class", "B")}
    return numbering.filled(form, int(entry["agenda_number"]), day=day, **said)


def _reserved(house: House, reader: Reader, id: str) -> Changes:
    draft = Draft.unpacked(draft_for(house, reader, id, "draft.write"))
    if draft.state == "frozen":
        return Changes()
    changes = _numbered(house, draft)
    return changes + freezing.frozen(draft, Actor(reader), now())


def _numbered(house: House, draft: Draft) -> Changes:
    """A number drawn for a draft that holds none, in the outgoing register of its unit."""
    if draft.entry:
        return Changes()
    letter = Letter(id=new_id(), unit=draft.unit)  # its id alone: the letter exists once it is signed
    unit = house.store.get(Unit, draft.unit) or {"_id": draft.unit}
    entry, changes = entered(letter, unit, "outgoing", at=now())
    entry.draft, entry.checked = draft.id, True
    issued = Issued(id=tokens.in_address(), draft=draft.id, letter=letter.id)
    draft.entry, draft.letter, draft.issued = entry.id, letter.id, issued.id
    return changes + Changes.of(issued)
