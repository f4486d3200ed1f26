"""Many letters handed on to the same positions at once, and taken back where nobody has read them."""

from collections.abc import Callable, Mapping
from typing import Any

from lontar.facts import since, told
from lontar.routing.acts import demand_instructions
from lontar.routing.defaults import default_due, default_order
from lontar.routing.desk import actor_for
from lontar.routing.meant import assignment_meant, positions_meant
from lontar.wiring import House
from office.access import Reader
from office.days import local_day
from routing.answering import recalled
from routing.disposing import Order, disposed, live_positions
from routing.errors import DueBefore
from routing.route import Route
from schemas.disposition import URGENCIES, Disposition
from schemas.errors import NotAmong
from schemas.job import Job
from schemas.letter import Letter
from schemas.stored import now
from store.changes import Changes

DISPOSITION: Mapping[str, type] = {"recipients": list, "instructions": list, "note": str, "urgency": str, "due": int}
"""What is said of it, as of one letter: positions by id or code, codes of instructions, a day yyyymmdd. What is not
said is as for one letter, too: lontar/routing/defaults.py."""


def disposing(house: House, reader: Reader, values: Mapping[str, Any]) -> Callable[[Letter], Changes]:
    """A disposition out of what of each letter is with the reader. Raises at once what is wrong for every letter:
    NotFound, NobodyAsked, NotLive, Vacant, NotAmong, DueBefore."""
    positions = positions_meant(house, [str(one) for one in values.get("recipients") or ()])
    live_positions(house.store, positions)
    said = tuple(str(one) for one in values.get("instructions") or ())
    demand_instructions(house, said)
    if values.get("urgency", URGENCIES[0]) not in URGENCIES:
        raise NotAmong(what=values["urgency"], known=", ".join(URGENCIES), field="urgency")
    if values.get("due") and values["due"] < local_day(house.store, reader.unit, now()):
        raise DueBefore(field="due")

    def plan(letter: Letter) -> Changes:
        of = assignment_meant(house, reader, letter.id)
        usual = default_order(house, of)
        urgency = values.get("urgency") or usual.urgency
        due = values.get("due") or default_due(house, of, urgency)
        order = Order(positions, said or usual.instructions, values.get("note") or "", urgency, due)
        route = Route.of(house.store, of["entry"])
        today = local_day(house.store, route.entry.unit, now())
        return disposed(route, actor_for(house, reader, of), of["_id"], order, today=today, at=now())[1]

    return plan


def recalling(house: House, reader: Reader, job: Job) -> Callable[[Letter], Changes]:
    """What a job has handed on, withdrawn from all who have not read it."""

    def plan(letter: Letter) -> Changes:
        events = (event for event in since(house, letter.id, job.began or 0) if event.get("job") == job.id)
        ids = [told(event)[1].get("disposition", "") for event in events if event["verb"] == "letter.disposed"]
        made = house.store.get(Disposition, ids[0]) if ids else None
        if made is None:
            return Changes()
        route = Route.of(house.store, made["entry"])
        actor = actor_for(house, reader, route.assignments[made["parent"]])
        return recalled(route, actor, made["_id"], now())

    return plan
