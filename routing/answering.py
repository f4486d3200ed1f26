"""What a recipient makes of what was asked, and the one who asked of it: read, begun, done, declined, withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from office.actor import Actor
from routing.disposing import live_positions, passed_to
from routing.errors import AlreadyRead, EntryClosed, InACircle, StillWithOthers
from routing.route import Route, Step
from routing.tree import DROPPED, above
from schemas.assignment import ENDS, HEAD, Assignment
from schemas.entry import CLOSED_AS
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.letter import Letter
from schemas.position import Position
from store.changes import Changes
from store.contract import Row

LONGEST = 4000
VERBS = {
    "read": "letter.opened",
    "in-progress": "letter.taken-up",
    "done": "letter.followed-up",
    "declined": "letter.declined",
    "withdrawn": "letter.recalled",
}
"""What happened to the letter, by the state of the assignment that it led to."""
OF_THE_END = ("ended_at", "ended_by", "follow_up", "answer")
"""What an assignment has no more when it is taken up again."""


@dataclass(frozen=True)
class Answer:
    """The state that an assignment is to have, with what was done or why it was declined, and the answering letter."""

    state: str
    said: str = ""
    letter: str | None = None


WITHDRAWN = Answer("withdrawn")


def answered(route: Route, actor: Actor, id: str, answer: Answer, at: datetime) -> Changes:
    """An assignment in its new state; no changes where it has that already.

    Raises NotFound, EntryClosed, AlreadyEnded (what was done first stands), AlreadyRead for withdrawing what was read,
    NotAmong, WrongUse for declining without a reason, or being done without a word or a letter."""
    row = _row(route, id)
    if answer.state not in VERBS:
        raise NotAmong(what="state", known=", ".join(VERBS), field="state")
    if answer.state == row["state"] or (answer.state == "read" and row["state"] != "unread"):
        return Changes()
    _demand_possible(route, row, answer)
    return route.after(_step(route, actor, row, answer, at), grants=answer.state == "withdrawn", at=at)


def recalled(route: Route, actor: Actor, disposition: str, at: datetime) -> Changes:
    """A disposition withdrawn from all who have not read it yet; no changes where nobody has it any more. Raises
    NotFound, EntryClosed, AlreadyRead where everybody who has it has read it."""
    rows = [row for row in route.assignments.values() if row.get("disposition") == disposition]
    if not rows:
        raise NotFound(what="Disposition")
    had = [row for row in rows if row["state"] != "withdrawn"]
    unread = [row for row in had if row["state"] == "unread"]
    for row in unread or had[:1]:
        _demand_possible(route, row, WITHDRAWN)
    steps = (_step(route, actor, row, WITHDRAWN, at) for row in unread)
    return route.after(sum(steps, Step()), grants=True, at=at) if unread else Changes()


def closed(route: Route, actor: Actor, as_what: str, said: str, at: datetime, *, answer: str | None = None) -> Changes:
    """The entry closed by hand, or by the letter `answer`: what waits of it waits no more. Raises EntryClosed,
    NotAmong."""
    route.demand_open()
    if as_what not in CLOSED_AS:
        raise NotAmong(what="closed as", known=", ".join(CLOSED_AS), field="as")
    entry = route.entry
    before = {"entry": entry.id, "handling": entry.handling}
    entry.handling, entry.closed_as, entry.closed_at = "closed", as_what, at
    after = {"entry": entry.id, "closed_as": as_what} | ({"said": _text(said)} if said.strip() else {})
    by = {"answer": answer} if answer else {}
    event = actor.happened("letter.closed", entry.letter, before=before, after=after | by)
    ended = {"ended_at": at, "ended_by": actor.reader.person} | by
    rows = (route.root | ended | {"state": "done"},) if route.root else ()
    return route.after(Step(rows, (event,)), at=at)


def reopened(route: Route, actor: Actor) -> Changes:
    """A closed entry opened again. One that was closed by hand stands as it stood before; one that was done is to be
    handled anew: it belongs to the head again, and what was done until now does not count. Raises EntryClosed for one
    that is cancelled, WrongUse for one that is open."""
    entry = route.entry
    if entry.cancelled:
        raise EntryClosed(number=entry.agenda_number)
    if entry.handling != "closed" or route.root is None:
        raise WrongUse(what="The entry", why="it is not closed")
    before = {"entry": entry.id, "closed_as": entry.closed_as}
    by_hand = route.root["state"] == "done"
    kept = {name: value for name, value in route.root.items() if name not in OF_THE_END}
    root = kept | {"state": "read" if by_hand else kept["state"]}
    event = actor.happened("letter.reopened", entry.letter, before=before, after={"entry": entry.id})
    rows = [] if by_hand else [row | {"past": True} for row in _first(route)]
    return route.after(Step((root, *rows), (event,)))


def resumed(route: Route, actor: Actor, id: str) -> Changes:
    """What was done or declined taken up again. Raises WrongUse for what is not ended so, EntryClosed for an entry
    that was closed by hand, AlreadyEnded where somebody above has ended it since."""
    row = _row(route, id)
    if row["state"] not in ("done", "declined") or row.get("past") or id == Assignment.root(route.entry.id):
        raise WrongUse(what="This", why="it is not ended")
    if route.entry.cancelled or (route.root and route.root["state"] == "done"):
        raise EntryClosed(number=route.entry.agenda_number)
    for one in above(route.assignments, id)[1:]:
        if one["state"] in ENDS:
            raise route.ended(one)
    said = {"assignment": id, "position": row["position"]}
    before = said | {name: row[name] for name in ("state", "follow_up", "answer") if row.get(name)}
    event = actor.happened("letter.resumed", route.entry.letter, before=before, after=said | {"state": "in-progress"})
    changed = {name: value for name, value in row.items() if name not in OF_THE_END} | {"state": "in-progress"}
    return route.after(Step((changed,), (event,)))


def due_set(route: Route, actor: Actor, id: str, due: int | None) -> Changes:
    """Another day until which something is to be done; None for none."""
    row = _row(route, id)
    route.demand_open()
    if row.get("due") == due:
        return Changes()
    changed = {name: value for name, value in row.items() if name != "due"} | ({} if due is None else {"due": due})
    if id == Assignment.root(route.entry.id):
        route.entry.due = due
    said: dict[str, Any] = {"assignment": id, "position": row["position"]}
    event = actor.happened(
        "letter.due-set", route.entry.letter, before=said | {"due": row.get("due")}, after=said | {"due": due}
    )
    return route.after(Step((changed,), (event,)))


def moved(route: Route, actor: Actor, id: str, to: str, why: str) -> Changes:
    """What waits for one position given to another one, as when an official changes: it is unread there.

    Raises NotFound, WrongUse for what belongs to the head of a unit, AlreadyEnded, StillWithOthers, NotLive,
    InACircle."""
    row = _row(route, id)
    if row["position"].startswith(HEAD):
        raise WrongUse(what="This", why="it belongs to the head of the unit until somebody is asked")
    _demand_possible(route, row, Answer("done"))
    position = live_positions(route.store, [to])[to]
    if to in {one["position"] for one in above(route.assignments, id)} | passed_to(route, row["parent"]):
        raise InACircle(position=position["title"], field="to")
    said = {"assignment": id, "why": _text(why)}
    event = actor.happened(
        "letter.reassigned",
        route.entry.letter,
        before=said | {"position": row["position"]},
        after=said | {"position": to},
    )
    kept = {name: value for name, value in row.items() if name != "read_at"}
    changed = kept | {"position": to, "unit": position["unit"], "state": "unread"}
    return route.after(Step((changed,), (event,)), grants=True)


def _step(route: Route, actor: Actor, row: Row, answer: Answer, at: datetime) -> Step:
    said, id = _said(route, answer), row["_id"]
    after = {"assignment": id, "position": row["position"], "state": answer.state} | said
    before = {"assignment": id, "state": row["state"]}
    event = actor.happened(VERBS[answer.state], route.entry.letter, before=before, after=after)
    ended = {"ended_at": at, "ended_by": actor.reader.person} if answer.state in ENDS else {}
    read = {} if answer.state == "withdrawn" or row.get("read_at") else {"read_at": at}
    return Step((row | said | read | ended | {"state": answer.state},), (event,))


def _row(route: Route, id: str) -> Row:
    if id not in route.assignments:
        raise NotFound(what="Assignment")
    return route.assignments[id]


def _demand_possible(route: Route, row: Row, answer: Answer) -> None:
    route.demand_live(row)
    if answer.state in DROPPED and not row.get("parent"):
        raise WrongUse(what="This", why="it belongs to the head of the unit, who can ask others or close the entry")
    if answer.state in ENDS and row["standing"] == "passed-on":
        raise StillWithOthers
    if answer.state == "withdrawn" and row["state"] != "unread":
        position = route.store.get(Position, row["position"])
        raise AlreadyRead(position=position["title"] if position else row["position"])


def _said(route: Route, answer: Answer) -> dict[str, Any]:
    """What an answer says, as it is kept. Raises WrongUse, NotFound."""
    text = _text(answer.said)
    if answer.state == "declined" and not text:
        raise WrongUse(what="The reason", why="it is empty", field="said")
    if answer.state == "done" and not (text or answer.letter):
        raise WrongUse(what="What was done", why="it is empty", field="said")
    if answer.letter and route.store.get(Letter, answer.letter) is None:
        raise NotFound(what=f"Letter {answer.letter}")
    return ({"follow_up": text} if text else {}) | ({"answer": answer.letter} if answer.letter else {})


def _text(said: str) -> str:
    text = said.strip()
    if len(text) > LONGEST:
        raise WrongUse(what="The text", why=f"it has more than {LONGEST} characters", field="said")
    return text


def _first(route: Route) -> list[Row]:
    """The assignments out of the root."""
    root = Assignment.root(route.entry.id)
    return [row for row in route.assignments.values() if row.get("parent") == root]
