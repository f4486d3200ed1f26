"""The pages of jobs put together: the choice of what to do, one job, its letters."""

from typing import Any

from flask import request

from lontar.many import casefiles, jobs
from lontar.many.acts import ACTS
from lontar.many.jobs import may_go_on, may_undo
from lontar.many.tags import tags
from office.access import may
from schemas.errors import LontarError
from schemas.job import Job
from schemas.letter import CLASSES, Letter
from store.contract import Row
from web.current import house
from web.jobs.chosen import Chosen
from web.jobs.words import act_said, counts_said, outcome_said, state_said
from web.letters.said import titles
from web.letters.typed import CHOSEN
from web.page import page
from web.profiles import profiles
from web.search.asked import Asked
from web.search.facets import chips
from web.vocabularies import choices, named
from web.who import who

KNOWN_TAGS = 200
"""Tags that a box offers."""


def choice(these: Chosen, problem: LontarError | None = None) -> str:
    """What can be done to the letters chosen, by the rights of the person; what was typed stays beside the reason."""
    can = {name: may(who(), act.action, None) for name, act in ACTS.items()}
    return page(
        "jobs/new.html",
        these=these,
        count=these.count,
        chips=list(chips(these.of)),
        can=can,
        problem=problem,
        typed=request.form,
        fields=list(titles().items()),
        classes=[(code, named(code, "security-classes")) for code in CLASSES],
        listed=[name for vocabulary in CHOSEN.values() for _, name in choices(vocabulary)],
        casefiles=casefiles.casefiles(house(), who()) if can["file"] else [],
        profiles=profiles(),
        tags=[tag for tag, _ in tags(house(), who(), limit=KNOWN_TAGS)],
    )


def one(row: Row) -> dict[str, Any]:
    """What the page of a job says, and the part of it that follows by itself."""
    made, steps = row["letters"], row["parts"]
    asked = Asked(row.get("query") or "", row.get("filters") or {})
    return {
        "job": row,
        "what": act_said(row),
        "state": state_said(row),
        "counts": counts_said(row),
        "share": int(row.get("at", 0)) / steps,
        "before": min(made, made * int(row.get("at", 0)) // steps),
        "may_undo": may_undo(Job.unpacked(row)) and not _is_undone(row),
        "can_go_on": may_go_on(Job.unpacked(row)),
        "undone_by": _undone_by(row),
        "narrowed": "; ".join(f"{chip.title}: {chip.label}" for chip in chips(asked)),
    }


def listed(rows: list[Row]) -> list[dict[str, Any]]:
    """Jobs, each in a line."""
    return [{"row": row, "what": act_said(row), "state": state_said(row), "counts": counts_said(row)} for row in rows]


def letters(row: Row, no: int) -> list[dict[str, Any]]:
    """The letters of a part with what became of them; of one that the person may not read now no name is told."""
    found = jobs.listed(house(), who(), row["_id"], no)
    rows = house().store.get_many(Letter, [one["id"] for one in found if one["id"]])
    return [
        {"id": one["id"], "name": _name(rows.get(one["id"] or "")), "said": outcome_said(one["outcome"], one["error"])}
        | {"outcome": one["outcome"]}
        for one in found
    ]


def _name(row: Row | None) -> str:
    if row is None:
        return ""
    subject = ((row.get("fields") or {}).get("subject") or {}).get("value")
    return str(subject or (row["files"][0]["name"] if row["files"] else row["_id"]))


def _undone_by(row: Row) -> Row | None:
    return house().store.get(Job, row["undone_by"]) if row.get("undone_by") else None


def _is_undone(row: Row) -> bool:
    """Whether another job takes it back or has done so, to its end."""
    other = _undone_by(row)
    return other is not None and other["state"] in ("going", "done")
