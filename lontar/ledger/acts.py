"""What whoever answers for a unit does to many of its lines at once: reminding, and giving them to another position
when an official changes. Some lines are one commit; what cannot be done to a line is said, and the others go on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lontar.ledger.scope import answers_for
from lontar.letters import letter_for
from lontar.wiring import House
from office.access import Reader, demand
from office.actor import Actor
from routing import answering
from routing.route import Route
from schemas.assignment import Assignment
from schemas.errors import Conflict, LontarError, NotFound, WrongUse
from schemas.event import Event, EventValues
from store import chain
from store.again import again
from store.changes import Changes
from store.contract import Row

ACTION = "letter.dispose"
MOST = 1000
"""Lines of one act."""
AT_ONCE = 50
"""Lines of one commit."""
Decide = Callable[[Row], Changes]
"""What comes of one line; its errors say why nothing does."""
REMINDED, MOVED = "letter.reminded", "letter.reassigned"


@dataclass(frozen=True)
class Outcome:
    """`done`: of how many lines; `refused`: the others by the reason. `events`: numbers of the first and the last
    event, between which others may stand; (0, 0): none."""

    done: int
    refused: tuple[tuple[LontarError, int], ...] = ()
    events: tuple[int, int] = (0, 0)


def remind(house: House, reader: Reader, ids: Sequence[str]) -> Outcome:
    """An event for each line, of which messages are made. Raises Forbidden, WrongUse."""

    def reminded(row: Row) -> Changes:
        if row["standing"] != "own":
            raise WrongUse(what="This", why="it waits for nobody any more")
        said = {"assignment": row["_id"], "position": row["position"]}
        return Changes(events=(Actor(reader).happened(REMINDED, row["letter"], after=said),))

    return _each(house, reader, ids, reminded)


def reassign(house: House, reader: Reader, ids: Sequence[str], to: str, why: str = "") -> Outcome:
    """Lines given to the position `to` (an id). Raises Forbidden, WrongUse."""
    if not why.strip():
        raise WrongUse(what="The reason", why="it is empty", field="why")

    def given(row: Row) -> Changes:
        return answering.moved(Route.of(house.store, row["entry"]), Actor(reader), row["_id"], to, why)

    return _each(house, reader, ids, given)


def undo(house: House, reader: Reader, first: int, last: int) -> Outcome:
    """Lines given back that the reader gave away in events from one number to another, where they still are there and
    nobody opened them. Raises Forbidden, WrongUse, NotFound."""
    moves = dict(_moves(house, reader, first, last))
    if not moves:
        raise NotFound(what="Event")

    def back(row: Row) -> Changes:
        before, after = moves[row["_id"]]
        if row["position"] != after["position"] or row["state"] != "unread":
            raise Conflict(what="This")
        return answering.moved(
            Route.of(house.store, row["entry"]), Actor(reader), row["_id"], before["position"], before["why"]
        )

    return _each(house, reader, list(moves), back)


def lines_of(house: House, position: str) -> list[str]:
    """Ids of what waits for a position and was asked of it."""
    where = {"position": position, "standing": "own"}
    rows = house.store.find(Assignment, where, sort=[("since", 1)], limit=MOST, fields=())
    return [row["_id"] for row in rows]


def _moves(house: House, reader: Reader, first: int, last: int) -> Iterator[tuple[str, tuple[Row, Row]]]:
    """What the reader moved: the values before and after, by assignment."""
    if not 0 < first <= last < first + 10 * MOST:
        return
    ids = [chain.event_id(number) for number in range(first, last + 1)]
    events = house.store.get_many(Event, ids)
    mine = [id for id, row in events.items() if row["verb"] == MOVED and row["actor"] == reader.person]
    for values in house.store.get_many(EventValues, mine).values():
        before, after = values.get("before") or {}, values.get("after") or {}
        if before.get("assignment"):
            yield str(before["assignment"]), (before, after)


def _each(house: House, reader: Reader, ids: Sequence[str], decide: Decide) -> Outcome:
    demand(reader, ACTION)
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise WrongUse(what="The choice", why="it is empty", field="line")
    if len(wanted) > MOST:
        raise WrongUse(what="The choice", why=f"it has more than {MOST} lines", field="line")
    numbers: list[int] = []
    faults: list[LontarError] = []
    for some in _pieces(house, wanted):
        events, refused = _some(house, reader, some, decide)
        numbers += events
        faults += refused
    reasons, errors = Counter(map(str, faults)), {str(one): one for one in faults}
    refused_by = tuple((errors[said], number) for said, number in reasons.most_common())
    return Outcome(len(wanted) - len(faults), refused_by, (numbers[0], numbers[-1]) if numbers else (0, 0))


def _some(house: House, reader: Reader, ids: Sequence[str], decide: Decide) -> tuple[list[int], list[LontarError]]:
    """One commit: its events, and why some of the lines were left out."""
    faults: list[LontarError] = []

    def decided() -> Changes:
        faults.clear()
        found = Changes()
        for id in ids:
            try:
                found += decide(_line_for(house, reader, id))
            except LontarError as error:
                faults.append(error)
        return found

    return again(house.store, decided), faults


def _line_for(house: House, reader: Reader, id: str) -> Row:
    """Raises NotFound for what the reader does not answer for, or may not read."""
    row, units = house.store.get(Assignment, id), answers_for(reader)
    if row is None or not (units is None or row["unit"] in units):
        raise NotFound(what="Assignment")
    letter_for(house, reader, row["letter"], ACTION)
    return row


def _pieces(house: House, ids: Sequence[str]) -> Iterable[list[str]]:
    """Ids for one commit each: no two of one letter, which both would change."""
    rows = house.store.get_many(Assignment, ids)
    pieces: list[tuple[list[str], set[str]]] = []
    for id in ids:
        letter = rows[id]["letter"] if id in rows else id
        piece = next((one for one in pieces if letter not in one[1] and len(one[0]) < AT_ONCE), None)
        if piece is None:
            piece = ([], set())
            pieces.append(piece)
        piece[0].append(id)
        piece[1].add(letter)
    return [ids for ids, _ in pieces]
