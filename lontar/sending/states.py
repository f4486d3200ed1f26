"""How far a sent letter is with each who got it, as its sender sees it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lontar.sending.acts import MOST, entries_sent, mailings_of, sendings
from lontar.wiring import House
from office.access import Reader, may_see
from routing.sending import RECALLED
from schemas.assignment import Assignment
from schemas.letter import Letter
from schemas.person import Person
from schemas.position import Position
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row

STATES = (
    "delivered", "read", "disposed", "answered", "closed", "recalled", "cancelled", "paper",
    "waiting", "going", "mailed", "failed", "unsure", "mail-recalled",
)  # fmt: skip
"""Of units; those that got it on paper; of addresses."""


@dataclass(frozen=True)
class Recipient:
    """`id`: of the entry or mailing, of the unit where it got paper; `code` of a unit; `named`: titles of its positions
    that the letter names; `at`: of the state, in UTC; `by`: who opened it first; `why` a mail failed or waits;
    `answer`: the answering letter."""

    kind: str
    id: str
    sending: str
    name: str
    state: str
    code: str | None = None
    named: tuple[str, ...] = ()
    number: int | None = None
    at: datetime | None = None
    by: str | None = None
    why: str | None = None
    answer: str | None = None


def recipients(house: House, reader: Reader, letter: str, units: Iterable[str]) -> list[Recipient]:
    """Of all sendings of a letter by these units, in the order of the codes; addresses last. Answers that the reader
    may not read are not named."""
    theirs = set(units)
    mine = {row["_id"]: row for row in sendings(house, letter) if row["unit"] in theirs}
    entries = entries_sent(house, letter, set(mine))
    on_paper = {unit: id for id, row in mine.items() for unit in row.get("paper") or ()}
    known = house.store.get_many(Unit, sorted({row["unit"] for row in entries} | set(on_paper)))
    papers = [_paper(known[unit], id) for unit, id in on_paper.items() if unit in known]
    asked = _asked(house, letter, entries)
    answers = _answers(house, reader, entries, asked)
    found = [*_of_entries(house, entries, known, answers, _handed_on(asked)), *papers]
    mailed = [_mailed(row) for row in mailings_of(house, letter, set(mine))]
    return sorted(found, key=lambda one: (str(one.code), one.number or 0)) + mailed


def _of_entries(
    house: House,
    entries: list[Row],
    units: Mapping[str, Row],
    answers: Mapping[str, str],
    handed_on: Mapping[str, datetime],
) -> list[Recipient]:
    roots = house.store.get_many(Assignment, [Assignment.root(row["_id"]) for row in entries])
    people = house.store.get_many(Person, sorted({row["opened_by"] for row in entries if row.get("opened_by")}))
    places = house.store.get_many(Position, sorted({id for row in entries for id in row.get("addressees") or ()}))
    found = []
    for row in entries:
        id, unit = row["_id"], units.get(row["unit"], {})
        state, at = state_of(row, roots.get(Assignment.root(id)), handed_on.get(id))
        found.append(
            Recipient(
                "unit",
                id,
                row["sending"],
                str(unit.get("name", row["unit"])),
                state,
                code=unit.get("code"),
                named=tuple(str(places[one]["title"]) for one in row.get("addressees") or () if one in places),
                number=row.get("agenda_number"),
                at=at,
                by=people.get(row.get("opened_by") or "", {}).get("name"),
                answer=answers.get(id),
            )
        )
    return found


def state_of(entry: Row, root: Row | None, handed_on: datetime | None) -> tuple[str, datetime | None]:
    """Of an entry and the root of what is to be handled, and when that was handed on; when it came to be so, where that
    is kept."""
    if entry.get("cancelled"):
        return ("recalled" if entry["cancelled"] == RECALLED else "cancelled"), None
    if entry["handling"] == "closed":
        return ("answered" if entry.get("closed_as") == "answered" else "closed"), entry.get("closed_at")
    if root and root["standing"] == "passed-on":
        return "disposed", handed_on
    if entry.get("opened_at") or entry["checked"] or (root and root["state"] != "unread"):
        return "read", entry.get("opened_at") or (root or {}).get("read_at")
    return "delivered", entry["received_at"]


def counts(found: Iterable[Recipient]) -> dict[str, int]:
    """How many are in each state, in the order of the states; those that are."""
    number = Counter(one.state for one in found)
    return {state: number[state] for state in STATES if number[state]}


def _asked(house: House, letter: str, entries: list[Row]) -> list[Row]:
    """Who was asked to handle the entries, in the order in which they were; not looked up where nobody was."""
    if all(row["handling"] == "waiting" for row in entries):
        return []
    fields = ("entry", "parent", "standing", "past", "made_at", "answer")
    return house.store.find(Assignment, {"letter": letter}, sort=[("made_at", 1)], limit=MOST, fields=fields)


def _handed_on(asked: list[Row]) -> dict[str, datetime]:
    """By entry when its head first handed it on to somebody who did not decline it and from whom it was not taken."""
    of_heads = (row for row in reversed(asked) if row.get("parent") == Assignment.root(row["entry"]))
    return {row["entry"]: row["made_at"] for row in of_heads if row["standing"] != "dropped" and not row.get("past")}


def _answers(house: House, reader: Reader, entries: list[Row], asked: list[Row]) -> dict[str, str]:
    """The answering letter by entry that is answered, where one was named that the reader may read."""
    answered = {row["_id"] for row in entries if row.get("closed_as") == "answered"}
    named = {row["entry"]: row["answer"] for row in asked if row.get("answer") and row["entry"] in answered}
    letters = house.store.get_many(Letter, sorted(set(named.values())))
    open_to = {id for id, row in letters.items() if may_see(reader, row)}
    return {entry: answer for entry, answer in named.items() if answer in open_to}


def _paper(unit: Row, sending: str) -> Recipient:
    return Recipient("paper", unit["_id"], sending, unit["name"], "paper", code=unit["code"])


def _mailed(row: Row) -> Recipient:
    state = "mail-recalled" if row["state"] == "recalled" else row["state"]
    at = row.get("mailed_at") or (row["made_at"] if state == "waiting" else None)
    return Recipient("address", row["_id"], row["sending"], row["address"], state, at=at, why=row.get("why"))


def said(found: Iterable[Recipient]) -> list[dict[str, Any]]:
    """As `lontar send status --json` and the JSON API give them."""
    names = ("kind", "id", "sending", "name", "state", "code", "number", "by", "why", "answer")
    return [
        {name: getattr(one, name) for name in names}
        | {"named": list(one.named), "at": in_utc(one.at) if one.at else None}
        for one in found
    ]
