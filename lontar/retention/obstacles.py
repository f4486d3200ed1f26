"""What stands in the way of doing with a case file what is proposed: asked at each of its steps."""

from enum import StrEnum

from lontar.retention.contents import contents, letters_in
from lontar.retention.due import Life, one_life
from lontar.wiring import House
from schemas.casefile import CaseFile
from schemas.entry import OPEN, RegisterEntry
from schemas.loan import Loan
from schemas.proposal import ENDED, Proposal
from schemas.work import TO_COME, Work
from store.contract import Row

MOST = 1000


class Why(StrEnum):
    """Reasons; message ids of the catalogue."""

    GONE = "there is no such case file"
    DESTROYED = "it is destroyed already"
    KEPT = "it is kept for ever"
    OPEN = "it is open"
    HELD = "it is under a legal hold"
    LETTER_HELD = "one of its letters is under a legal hold"
    UNSCHEDULED = "the retention schedule has no row for it"
    NOT_DUE = "its time has not run out"
    OTHER_FATE = "the schedule says something else of it"
    ON_LOAN = "its paper is on loan"
    UNREAD = "one of its letters is still being read"
    UNHANDLED = "one of its letters is not handled yet"
    PROPOSED = "another proposal has it"
    CHANGED = "it was changed since"


def obstacle(house: House, kind: str, row: Row | None, *, of: str = "", digest: str = "") -> Why | None:
    """The first reason why `kind` (schemas/proposal.py: KINDS) cannot be done with a case file; None: it can.

    `of`: the proposal that has it. `digest`: how it was then (lontar/retention/contents.py)."""
    if row is None:
        return Why.GONE
    life = one_life(house, row)
    return _by_state(row) or _by_time(kind, life) or _by_letters(house, row) or _since(house, row, of, digest)


def hold_on(row: Row) -> Why | None:
    """The first of what can change in a moment, seen by the version of the case file alone."""
    return _by_state(row)


def letter_obstacle(house: House, letter: Row) -> Why | None:
    if letter.get("legal_hold"):
        return Why.LETTER_HELD
    if house.store.count(Loan, {"out": f"letters/{letter['_id']}"}):
        return Why.ON_LOAN
    work = house.store.get(Work, letter["_id"])
    if work and work["state"] in TO_COME:
        return Why.UNREAD
    entries = house.store.find(RegisterEntry, {"letter": letter["_id"]}, sort=[("received_at", 1)], limit=MOST)
    if any(one["handling"] in OPEN for one in entries):
        return Why.UNHANDLED
    return None


def row_of(house: House, id: str) -> Row | None:
    return house.store.get(CaseFile, id)


def _by_state(row: Row) -> Why | None:
    if row["state"] == "destroyed":
        return Why.DESTROYED
    if row["state"] == "open":
        return Why.OPEN
    if row.get("legal_hold"):
        return Why.HELD
    if row.get("on_loan"):
        return Why.ON_LOAN
    return Why.KEPT if row.get("kept_for_ever") else None


def _by_time(kind: str, life: Life) -> Why | None:
    """Nothing is decided of what is still in use; an appraisal may also be of what the schedule lets be destroyed."""
    if life.rule is None:
        return Why.UNSCHEDULED
    if life.standing != "due":
        return Why.NOT_DUE
    return None if kind in ("appraise", life.fate) else Why.OTHER_FATE


def _by_letters(house: House, row: Row) -> Why | None:
    return next((why for one in letters_in(house, row["_id"]) if (why := letter_obstacle(house, one))), None)


def _since(house: House, row: Row, of: str, digest: str) -> Why | None:
    if digest and contents(house, row).digest != digest:
        return Why.CHANGED
    others = house.store.find(Proposal, {"items.casefile": row["_id"]}, limit=MOST)
    for other in others:
        items = (one for one in other["items"] if one["casefile"] == row["_id"] and one["state"] == "in")
        if other["_id"] != of and other["state"] not in ENDED and any(items):
            return Why.PROPOSED
    return None
