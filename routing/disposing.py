"""Asking positions to handle a letter, and passing it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from office.actor import Actor
from office.holders import holders
from office.units import is_live
from routing.errors import DueBefore, InACircle, NobodyAsked, NotLive, ToItself, Vacant
from routing.route import Route, Step
from routing.tree import above, asked_out_of
from schemas.assignment import ENDS, HEAD, Assignment
from schemas.disposition import LONGEST_NOTE, MOST_RECIPIENTS, URGENCIES, Disposition
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.position import Position
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from store.contract import Row, Store


@dataclass(frozen=True)
class Order:
    """What is asked: of which positions (ids), with which instructions (codes of the vocabulary) and words, until
    which day (yyyymmdd)."""

    recipients: Sequence[str]
    instructions: Sequence[str] = ()
    note: str = ""
    urgency: str = "ordinary"
    due: int | None = None


def disposed(route: Route, actor: Actor, parent: str, order: Order, *, today: int, at: datetime) -> tuple[str, Changes]:
    """A disposition out of the assignment `parent`, and its id. `today`: yyyymmdd where the entry's unit is.

    Raises EntryClosed, AlreadyEnded, NobodyAsked, ToItself, InACircle, NotFound, NotLive, Vacant, DueBefore,
    NotAmong, WrongUse; nothing is changed then."""
    chain = above(route.assignments, parent)
    route.demand_live(chain[0])
    positions = live_positions(route.store, order.recipients)
    _demand_fit(order, today)
    _demand_no_circle(chain, positions, actor, passed_to(route, parent))
    made = Disposition(
        letter=route.entry.letter,
        entry=route.entry.id,
        parent=parent,
        sender=actor.position,
        recipients=list(positions),
        instructions=list(order.instructions),
        note=order.note.strip(),
        urgency=order.urgency,
        due=order.due,
        made_by=actor.reader.person,
        behalf=actor.behalf,
        made_at=at,
    )
    since = route.root["since"] if route.root else today
    rows = [_assignment(made, position, since) for position in positions.values()]
    after = {"disposition": made.id, "entry": route.entry.id, "to": list(positions), "from": actor.position}
    after |= {"instructions": list(order.instructions), "note": made.note, "urgency": made.urgency, "due": made.due}
    event = actor.happened("letter.disposed", route.entry.letter, after=after)
    taken = _taken_up(chain[0], at)
    return made.id, route.after(Step((*taken, *rows), (event,), Changes.of(made)), grants=True, at=at)


def live_positions(store: Store, wanted: Sequence[str]) -> dict[str, Row]:
    """Positions that can be asked, by id, each once. Raises NobodyAsked, WrongUse, NotFound, NotLive, Vacant."""
    ids = list(dict.fromkeys(wanted))
    if not ids:
        raise NobodyAsked(field="recipients")
    if len(ids) > MOST_RECIPIENTS:
        raise WrongUse(what="The recipients", why=f"there are more than {MOST_RECIPIENTS}", field="recipients")
    found = store.get_many(Position, ids)
    if missing := [id for id in ids if id not in found]:
        raise NotFound(what=f"Position {missing[0]}")
    units = store.get_many(Unit, sorted({row["unit"] for row in found.values()}))
    for row in found.values():
        unit = units.get(row["unit"], {})
        if not is_live(unit):
            raise NotLive(unit=unit["name"], field="recipients")
    for id, holder in holders(store, ids, now()).items():
        if holder is None:
            raise Vacant(position=found[id]["title"], field="recipients")
    return {id: found[id] for id in ids}


def _demand_fit(order: Order, today: int) -> None:
    if order.urgency not in URGENCIES:
        raise NotAmong(what="urgency", known=", ".join(URGENCIES), field="urgency")
    if order.due is not None and order.due < today:
        raise DueBefore(field="due")
    if len(order.note) > LONGEST_NOTE:
        raise WrongUse(what="The note", why=f"it has more than {LONGEST_NOTE} characters", field="note")


def _demand_no_circle(chain: Sequence[Row], positions: dict[str, Row], actor: Actor, asked: set[str]) -> None:
    """Nobody above gets it back as a disposition, and nobody gets it twice from the same hand."""
    if actor.position in positions:
        raise ToItself(position=positions[actor.position]["title"], field="recipients")
    over = {row["position"] for row in chain}
    for id, row in positions.items():
        if id in over | asked or (row.get("head") and f"{HEAD}{row['unit']}" in over and actor.position):
            raise InACircle(position=row["title"], field="recipients")


def passed_to(route: Route, parent: str) -> set[str]:
    """Who was asked out of this assignment already and has not declined."""
    return {row["position"] for row in asked_out_of(route.assignments.values(), parent)}


def _assignment(made: Disposition, position: Row, since: int) -> Row:
    due = {} if made.due is None else {"due": made.due}
    one = Assignment(
        id=Assignment.key(made.id, position["_id"]),
        letter=made.letter,
        entry=made.entry,
        disposition=made.id,
        parent=made.parent,
        unit=position["unit"],
        position=position["_id"],
        sender=made.sender,
        urgency=made.urgency,
        since=since,
        made_at=made.made_at,
        **due,
    )
    return one.packed()


def _taken_up(row: Row, at: datetime) -> list[Row]:
    """Who passes a letter on has read it and begun."""
    if row["state"] in ENDS or row["state"] == "in-progress":
        return []
    return [row | {"state": "in-progress", "read_at": row.get("read_at") or at}]
