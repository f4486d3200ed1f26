"""Legal holds: placed on a letter or a case file with a reason, listed, released with a reason. One wins over all."""

from collections.abc import Sequence
from typing import Any

from lontar.act import happened
from lontar.retention.errors import HeldAlready
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.casefile import CaseFile
from schemas.errors import NotFound
from schemas.legal_hold import LONGEST_REASON, LegalHold
from schemas.letter import Letter
from schemas.stored import now
from schemas.times import in_utc
from store.again import again
from store.changes import Changes
from store.contract import Row

ACTION = "retention.hold"
MOST = 2000
"""Holds of a list, the newest."""
KINDS: dict[str, type[Letter] | type[CaseFile]] = {"letters": Letter, "casefiles": CaseFile}


def holds(house: House, reader: Reader, *, standing: bool = True) -> list[Row]:
    """Those of things that the reader may see, the newest first."""
    rows = house.store.find(LegalHold, {"standing": standing}, sort=[("made_at", -1)], limit=MOST)
    return [row for row in rows if may_see(reader, row)]


def of_thing(house: House, thing: str) -> Row | None:
    """The hold that stands on "letters/ID" or "casefiles/ID"."""
    rows = house.store.find(LegalHold, {"thing": thing}, sort=[("made_at", -1)], limit=MOST)
    return next((row for row in rows if row["standing"]), None)


def hold(house: House, reader: Reader, thing: str, reason: str) -> LegalHold:
    """Place one. Raises NotFound, Forbidden, WrongUse for no reason, TooManyCharacters, HeldAlready."""
    reason = stated("The reason", reason, LONGEST_REASON, "reason")
    made = LegalHold(thing=thing, named="?", unit="?", reason=reason, made_by=reader.person)

    def decide() -> Changes:
        kind, row = _thing(house, reader, thing)
        if row.get("legal_hold"):
            raise HeldAlready(what=named(row), reason=row["legal_hold"])
        made.named, made.unit, made.grants = named(row), row["unit"], row["grants"]
        one = kind.unpacked(row)
        one.legal_hold = reason
        event = happened(reader, "hold.placed", row["_id"], of=kind.collection(), after={"legal_hold": reason})
        return Changes.of(one, made, events=[event])

    again(house.store, decide)
    return made


def release(house: House, reader: Reader, id: str, reason: str) -> None:
    """Raises NotFound, Forbidden, WrongUse for no reason, TooManyCharacters; one that was released stays released."""
    reason = stated("The reason", reason, LONGEST_REASON, "reason")

    def decide() -> Changes:
        row = house.store.get(LegalHold, id)
        if row is None or not may_see(reader, row):
            raise NotFound(what="Legal hold")
        demand(reader, ACTION)
        if not row["standing"]:
            return Changes()
        held = LegalHold.unpacked(row)
        held.standing, held.released_by, held.released_at, held.released_why = False, reader.person, now(), reason
        where, _, thing = row["thing"].partition("/")
        kind = KINDS[where]
        found = house.store.get(kind, thing)
        before = {"legal_hold": row["reason"]}
        event = happened(reader, "hold.released", thing, of=where, before=before, after={"why": reason})
        if found is None:
            return Changes.of(held, events=[event])
        one = kind.unpacked(found)
        one.legal_hold = None
        return Changes.of(held, one, events=[event])

    again(house.store, decide)


def held_in(house: House, casefile: str) -> list[Row]:
    """The letters of a case file that are held."""
    rows = house.store.find(Letter, {"casefile": casefile}, sort=[("added_at", -1)], limit=10_000)
    return [row for row in rows if row.get("legal_hold")]


def said(house: House, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """As the command and the JSON API give them."""
    return [
        {"id": row["_id"]}
        | {name: row.get(name) for name in ("thing", "named", "reason", "standing", "made_by", "released_by")}
        | {name: in_utc(row[name]) if row.get(name) else None for name in ("made_at", "released_at")}
        | {"released_why": row.get("released_why")}
        for row in rows
    ]


def named(row: Row) -> str:
    """The number and title of a case file; of a letter its id, which is no word of it."""
    return f"{row['number']} {row['title']}" if "number" in row else str(row["_id"])


def _thing(house: House, reader: Reader, thing: str) -> tuple[type[Letter] | type[CaseFile], Row]:
    where, _, id = thing.partition("/")
    kind = KINDS.get(where)
    row = house.store.get(kind, id) if kind else None
    if kind is None or row is None:
        raise NotFound(what=thing)
    demand(reader, ACTION, row, what=thing)
    return kind, row
