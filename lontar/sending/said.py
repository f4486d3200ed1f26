"""Sendings as the command line and the JSON API give them."""

from typing import Any

from lontar.sending.acts import Done
from lontar.sending.planning import Line, Plan
from lontar.wiring import House
from routing.sending import Recalled
from schemas.entry import RegisterEntry
from schemas.position import Position
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row


def plan_said(house: House, plan: Plan) -> dict[str, Any]:
    """What a sending would come to: how many of each outcome, and each recipient."""
    units = house.store.get_many(Unit, [one.id for one in plan.lines if one.kind == "unit"])
    places = house.store.get_many(Position, [id for one in plan.lines for id in (one.id, *one.named)])
    return {"counts": plan.counts, "recipients": [_line(one, units, places) for one in plan.lines]}


def done_said(house: House, done: Done) -> dict[str, Any]:
    units = house.store.get_many(Unit, list(done.numbers))
    numbers = {row["code"]: done.numbers[id] for id, row in units.items()}
    return plan_said(house, done.plan) | {"sending": done.sending, "numbers": numbers, "events": list(done.events)}


def recalled_said(house: House, made: Recalled) -> dict[str, Any]:
    """Codes of the units from which it was taken back, and of those where it stays."""
    entries = house.store.get_many(RegisterEntry, [*made.taken, *made.kept])
    units = house.store.get_many(Unit, sorted({row["unit"] for row in entries.values()}))
    taken, kept = (
        [str(units[entries[id]["unit"]]["code"]) for id in some if id in entries] for some in (made.taken, made.kept)
    )
    return {"recalled": taken, "kept": kept, "unmailed": list(made.unmailed), "mailed": list(made.mailed)}


def sending_said(house: House, row: Row) -> dict[str, Any]:
    """One sending, in numbers."""
    unit = (house.store.get(Unit, row["unit"]) or {}).get("code", row["unit"])
    numbers = {"units": len(row.get("entries") or ()), "paper": len(row.get("paper") or ()), "mailed": row["mailed"]}
    return (
        {"id": row["_id"], "letter": row["letter"], "unit": unit, "made_by": row["made_by"]}
        | numbers
        | {"made_at": in_utc(row["made_at"])}
    )


def _line(one: Line, units: dict[str, Row], places: dict[str, Row]) -> dict[str, Any]:
    row = units.get(one.id) or places.get(one.id) or {}
    return {
        "kind": one.kind,
        "code": row.get("code"),
        "name": one.name,
        "outcome": one.outcome,
        "named": [str(places[id]["code"]) for id in one.named if id in places],
        "error": one.why.as_dict() if one.why else None,
    }
