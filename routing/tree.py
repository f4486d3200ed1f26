"""How the assignments of one entry stand to one another: who still has something to do, and what the entry is then.

An assignment that nobody was asked to take over, or whose every successor declined or was withdrawn, is in its
position's own hands. Passed on, it stands as those do whom it was passed on to: still under way, or done. What was
done before an entry was opened again does not count any more, and where an entry is closed by hand nothing is left to
do below.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from schemas.assignment import ENDS
from store.contract import Row

DROPPED = frozenset({"declined", "withdrawn"})
OPEN = frozenset({"own", "passed-on"})


def standings(rows: Iterable[Row]) -> dict[str, str]:
    """By the id of each assignment of an entry (rows with "_id", "parent", "state") its standing: "own", "passed-on",
    "done", "dropped" (schemas/assignment.py)."""
    by_id = {row["_id"]: row for row in rows}
    below: dict[str, list[str]] = {}
    for id, row in by_id.items():
        if row.get("parent") and not row.get("past"):
            below.setdefault(row["parent"], []).append(id)

    @cache
    def standing(id: str) -> str:
        state = by_id[id]["state"]
        if state in DROPPED or state == "done":
            return "done" if state == "done" else "dropped"
        live = {one for child in below.get(id, ()) if (one := standing(child)) != "dropped"}
        if not live:
            return "own"
        return "done" if live == {"done"} else "passed-on"

    found = {id: standing(id) for id in by_id}
    return {id: "dropped" if is_over(by_id, id) and found[id] in OPEN else found[id] for id in by_id}


def is_over(rows: Mapping[str, Row], id: str) -> bool:
    """Whether it was ended over the heads of those who had it: above it somebody is done, or was never to have it."""
    return bool(rows[id].get("past")) or any(one["state"] in ENDS or one.get("past") for one in above(rows, id)[1:])


def asked_out_of(rows: Iterable[Row], parent: str) -> list[Row]:
    """The assignments of those who were asked out of one and have not declined."""
    live = (row for row in rows if row.get("parent") == parent and not row.get("past"))
    return [row for row in live if row["state"] not in DROPPED]


def handling(root: str, rows: Iterable[Row], standing: Mapping[str, str]) -> tuple[str, str | None]:
    """Of an entry, from its root's id and all its assignments: waiting, in-hand or closed, and as what it is closed:
    answered where one of those who did it named the answering letter."""
    match standing[root]:
        case "own":
            return "waiting", None
        case "passed-on":
            return "in-hand", None
    answered = any(row.get("answer") for row in rows if standing[row["_id"]] == "done")
    return "closed", "answered" if answered else "done"


def above(rows: Mapping[str, Row], id: str) -> list[Row]:
    """An assignment and those it came from, up to the root."""
    found = [rows[id]]
    while parent := found[-1].get("parent"):
        found.append(rows[parent])
    return found
