"""The yes of named positions to a proposal, one after the other and never of who made it; that from outside by its
letter; and their no, to all of it or to a case file."""

from lontar.act import happened
from lontar.retention.errors import NotYours, WrongState
from lontar.retention.proposals import ACTION as PROPOSE
from lontar.retention.proposals import OF, demand_state, end_if_empty, fall_out, loaded
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.day import day_of
from schemas.errors import NotFound, WrongUse
from schemas.letter import Letter
from schemas.position import Position
from schemas.proposal import LONGEST_REASON, Approval, Proposal
from schemas.stored import now
from store.again import again
from store.changes import Changes
from store.contract import Row

ACTION = "retention.approve"
LONGEST_NUMBER = 200


def turn_of(row: Row) -> str | None:
    """The position whose yes comes next; None when none of the office is wanted any more."""
    given = sum(1 for one in row.get("approvals", ()) if one.get("position"))
    steps = row.get("steps", [])
    return str(steps[given]) if row["state"] == "proposed" and given < len(steps) else None


def waits_outside(row: Row) -> bool:
    """Whether the yes from outside is all that it waits for."""
    return row["state"] == "proposed" and turn_of(row) is None and bool(row.get("outside"))


def is_turn(reader: Reader, row: Row) -> bool:
    """Whether the reader may say yes or no now. The command line may not without --as: a position is held by people."""
    turn = turn_of(row)
    is_held = reader.keys is not None and f"position:{turn}" in reader.keys
    return turn is not None and is_held and reader.person != row["made_by"]


def approve(house: House, reader: Reader, id: str, note: str = "") -> list[str]:
    """The next yes; what fell out of the proposal at that, by number.

    Raises NotFound, Forbidden, NotYours, WrongState, WrongUse."""
    note = note.strip()
    if len(note) > LONGEST_REASON:
        raise WrongUse(what="The note", why=f"it has more than {LONGEST_REASON} characters", field="note")
    gone: list[str] = []

    def decide() -> Changes:
        nonlocal gone
        one = loaded(house, reader, id, ACTION)
        demand_state(one, "proposed")
        position = _demand_turn(house, reader, one)
        gone = fall_out(house, one)
        if one.state == "proposed":
            one.approvals.append(Approval(position=position, by=reader.person, note=note or None))
            _settle(one)
        return _changes(reader, one, "retention.approved", {"position": position, "fell_out": gone})

    again(house.store, decide)
    return gone


def approve_outside(
    house: House, reader: Reader, id: str, number: str, day: int, *, letter: str = "", note: str = ""
) -> list[str]:
    """Record the approval of the head of the national archives or of the region, by the number and day of its letter
    and, where that is in the archive, its id; what fell out of the proposal at that.

    Raises NotFound, Forbidden, WrongState before it is due, WrongUse, TooManyCharacters."""
    number = stated("The number", number, LONGEST_NUMBER, "number")
    _demand_day(day)
    found = house.store.get(Letter, letter) if letter else None
    if letter and (found is None or not may_see(reader, found)):
        raise NotFound(what=f"Letter {letter}")
    if len(note) > LONGEST_REASON:
        raise WrongUse(what="The note", why=f"it has more than {LONGEST_REASON} characters", field="note")
    gone: list[str] = []

    def decide() -> Changes:
        nonlocal gone
        one = loaded(house, reader, id, PROPOSE)
        if not waits_outside(dict(one.to_mongo())):
            raise WrongState(number=one.number, state=one.state)
        gone = fall_out(house, one)
        if one.state == "proposed":
            one.approvals.append(
                Approval(
                    outside=one.outside, by=reader.person, number=number, day=day, letter=letter or None,
                    note=note.strip() or None,
                )
            )  # fmt: skip
            _settle(one)
        return _changes(reader, one, "retention.approved", {"outside": one.outside, "number": number, "fell_out": gone})

    again(house.store, decide)
    return gone


def reject(house: House, reader: Reader, id: str, why: str, casefile: str = "") -> None:
    """The no of the position whose turn it is, to one case file or to all. Raises NotFound, Forbidden, NotYours,
    WrongState, WrongUse, TooManyCharacters."""
    why = stated("The reason", why, LONGEST_REASON, "reason")

    def decide() -> Changes:
        one = loaded(house, reader, id, ACTION)
        demand_state(one, "proposed")
        position = _demand_turn(house, reader, one)
        after: dict[str, object] = {"position": position, "why": why}
        if casefile:
            item = next((item for item in one.items if item.casefile == casefile and item.state == "in"), None)
            if item is None:
                raise NotFound(what=f"Case file {casefile}")
            item.state, item.why = "rejected", why
            end_if_empty(one)
            after["casefile"] = casefile
        else:
            one.state, one.ended_why = "rejected", why
        return _changes(reader, one, "retention.rejected", after)

    again(house.store, decide)


def _demand_turn(house: House, reader: Reader, one: Proposal) -> str:
    row = dict(one.to_mongo())
    turn = turn_of(row)
    if turn is None or not is_turn(reader, row):
        wanted = turn or (one.steps[-1] if one.steps else "")
        named = (house.store.get(Position, wanted) or {}).get("title", wanted)
        raise NotYours(position=named)
    return turn


def _demand_day(day: int) -> None:
    try:
        day_of(day)
    except ValueError as error:
        raise WrongUse(what="The day", why="it must be a day, as the number yyyymmdd", field="day") from error


def _settle(one: Proposal) -> None:
    """Approved once every yes that it needs is there."""
    given = [item for item in one.approvals if item.position]
    if len(given) < len(one.steps) or (one.outside and not any(item.outside for item in one.approvals)):
        return
    one.state, one.approved_at = "approved", now()


def _changes(reader: Reader, one: Proposal, verb: str, after: dict[str, object]) -> Changes:
    return Changes.of(one, events=[happened(reader, verb, one.id, of=OF, after=after | {"state": one.state})])
