"""Who is told of paper on loan: who lends it, when it is asked for and overdue; the borrower, of what becomes of it.

Whoever has a paper is told whatever they may read by then, so these notices name none."""

from collections.abc import Iterator
from typing import Any

from lontar.notices.made import Maker
from office.access import ACTIONS
from schemas.day import day_number
from schemas.loan import Loan
from schemas.person import Person
from store.contract import Row, Store
from store.pieces import pieces

TOLD = {"loan.lent": "loan_lent", "loan.refused": "loan_refused"}
"""What the borrower is told, by what happened."""
KINDS = ("loan_asked", "loan_lent", "loan_refused", "loan_due", "loan_late")
BATCH = 500
MOST = 200


def told(store: Store, maker: Maker, event: Row, after: dict[str, Any]) -> Iterator[Row]:
    """The notices of an event of a loan."""
    id = event["thing"].partition("/")[2]
    row = store.get(Loan, id)
    if row is None:
        return
    if event["verb"] == "loan.requested":
        people, kind = lenders(store, row["unit"]), "loan_asked"
    elif event["verb"] in TOLD:
        people, kind = [row["person"]], TOLD[event["verb"]]
    else:
        return
    for person in people:
        if made := maker.notice(event["sequence"], person, kind, due=after.get("due"), data={"loan": id}):
            yield made


def lenders(store: Store, unit: str) -> list[str]:
    """Who lends the paper of a unit: those in it who may."""
    where = {"active": True, "unit": unit}
    rows = store.find(Person, where, sort=[("name", 1)], limit=MOST, fields=("roles",))
    return [row["_id"] for row in rows if ACTIONS["loan.manage"] & set(row.get("roles") or ())]


def reminders(store: Store, maker: Maker, units: set[str], last: Any, today: Any) -> Iterator[Row]:
    """Of paper that is to be back after `last` up to `today`, to the borrower; and of what became overdue since, to the
    borrower and to those who lend it."""
    due = {"$gt": day_number(last), "$lte": day_number(today)}
    late = {"$gte": day_number(last), "$lt": day_number(today)}
    for kind, days in (("loan_due", due), ("loan_late", late)):
        for rows in pieces(store, Loan, {"state": "lent", "due": days}, [("due", 1)], BATCH):
            for row in (row for row in rows if row["unit"] in units):
                people = [row["person"], *(lenders(store, row["unit"]) if kind == "loan_late" else ())]
                for person in dict.fromkeys(people):
                    event = f"{kind}.{row['_id']}.{row['due']}"
                    if made := maker.notice(event, person, kind, due=row["due"], data={"loan": row["_id"]}):
                        yield made
