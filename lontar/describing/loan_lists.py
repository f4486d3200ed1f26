"""Loans as lists: what waits to be lent, what is out, what is overdue, what one has oneself."""

from dataclasses import dataclass
from typing import Any

from lontar.describing.loans import manages, may_manage, of_thing
from lontar.describing.papers_of import Paper, paper_of
from lontar.wiring import House
from office.access import Reader
from office.days import day_in
from schemas.errors import NotFound
from schemas.loan import Loan
from schemas.person import Person
from schemas.stored import now
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row

LISTS = ("requested", "overdue", "lent", "ended", "mine")
ENDED = ("returned", "refused", "withdrawn")
MOST = 500
"""Loans of a list, the latest."""


@dataclass(frozen=True)
class Shown:
    """`paper`: None for who may read it no longer; `late`: it is due back before today."""

    row: Row
    paper: Paper | None
    borrower: str
    unit: str
    late: bool


def listed(house: House, reader: Reader, which: str) -> list[Shown]:
    """One of LISTS. Of the papers that others have, those alone that the reader lends out."""
    if which == "mine":
        return shown(
            house, reader, house.store.find(Loan, {"person": reader.person}, sort=[("asked_at", -1)], limit=MOST)
        )
    if not may_manage(reader):
        return []
    states = ENDED if which == "ended" else ("lent",) if which == "overdue" else (which,)
    rows: list[Row] = []
    for state in states:
        rows += house.store.find(Loan, {"state": state, **_of_units(reader)}, sort=[("asked_at", -1)], limit=MOST)
    found = shown(house, reader, [row for row in rows if manages(house, reader, row)])
    if which in ("overdue", "lent"):
        found = sorted((one for one in found if one.late or which == "lent"), key=lambda one: one.row["due"])
    return found[:MOST]


def of_paper(house: House, reader: Reader, thing: str) -> list[Shown]:
    """The loans of one paper that the reader may know of, the latest first: their own, and all for who lends it."""
    rows = of_thing(house, thing)
    all_of_them = bool(rows) and manages(house, reader, rows[0])
    return shown(house, reader, [row for row in rows if all_of_them or row["person"] == reader.person])


def _of_units(reader: Reader) -> dict[str, Any]:
    return {} if reader.units is None else {"unit": {"$in": reader.units}}


def shown(house: House, reader: Reader, rows: list[Row]) -> list[Shown]:
    people = house.store.get_many(Person, sorted({row["person"] for row in rows}))
    units = house.store.get_many(Unit, sorted({row["unit"] for row in rows}))
    return [
        Shown(
            row,
            _paper(house, reader, row["thing"]),
            str(people.get(row["person"], {}).get("name") or row["person"]),
            str(units.get(row["unit"], {}).get("name") or row["unit"]),
            row["state"] == "lent" and row["due"] < day_in(units.get(row["unit"]), now()),
        )
        for row in rows
    ]


def said(one: Shown) -> dict[str, Any]:
    """A loan as `lontar loan --json` and the JSON API give it; what may be read no longer has no title."""
    row = one.row
    return {
        "id": row["_id"],
        "thing": row["thing"] if one.paper else None,
        "title": one.paper.title if one.paper else None,
        "place": (one.paper.place or None) if one.paper else None,
        "state": row["state"],
        "late": one.late,
        "number": f"{row['number']}/{row['year']}" if row.get("number") else None,
        "borrower": one.borrower,
        "unit": one.unit,
        "why": row["why"],
        "said": row.get("said") or None,
        "until": row.get("until"),
        "due": row.get("due"),
        "asked_at": in_utc(row["asked_at"]),
        "lent_at": in_utc(row["lent_at"]) if row.get("lent_at") else None,
        "ended_at": in_utc(row["ended_at"]) if row.get("ended_at") else None,
    }


def _paper(house: House, reader: Reader, thing: str) -> Paper | None:
    try:
        return paper_of(house, reader, thing)
    except NotFound:
        return None
