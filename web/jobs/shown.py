"""The pages of jobs put together: the choice of what to do, one job, its letters."""

from typing import Any

from flask import request
from flask_babel import gettext

from lontar.many import casefiles, jobs
from lontar.many.acts import ACTS
from lontar.many.jobs import may_go_on, may_undo
from lontar.many.tags import tags
from office.access import may
from schemas.errors import LontarError
from schemas.job import Job
from schemas.letter import CLASSES, Letter, values_of
from store.contract import Row
from web.current import house
from web.i18n.words import LETTER_LANGUAGES, day
from web.jobs.chosen import Chosen
from web.jobs.words import act_said, called, counts_said, narrowed, outcome_said, state_said
from web.letters.said import titles
from web.letters.typed import CHOSEN
from web.page import page
from web.profiles import profiles
from web.routing.form import led_by
from web.routing.words import recipient_said
from web.search.asked import Asked
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
        narrowed=narrowed(these.of),
        can=can,
        finals={name: gettext(act.final) for name, act in ACTS.items() if act.final},
        problem=problem,
        typed=request.form,
        fields=list(titles().items()),
        classes=[(code, named(code, "security-classes")) for code in CLASSES],
        listed=[name for vocabulary in CHOSEN.values() for _, name in choices(vocabulary)],
        coded=[*choices("classification"), *LETTER_LANGUAGES.items()],
        casefiles=casefiles.casefiles(house(), who()) if can["file"] else [],
        recipients=led_by(house(), who()) if can["dispose"] else [],
        recipient_said=recipient_said,
        profiles=profiles(),
        tags=[tag for tag, _ in tags(house(), who(), limit=KNOWN_TAGS)],
    )


def one(row: Row) -> dict[str, Any]:
    """What the page of a job says, and the part of it that follows by itself."""
    made, steps = row["letters"], row["parts"]
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
        "narrowed": "; ".join(narrowed(_asked(row))),
        "final": gettext(final) if (final := ACTS[row["act"]].final) and row["state"] in ("counting", "asked") else "",
    }


def listed(rows: list[Row]) -> list[dict[str, Any]]:
    """Jobs, each in a line."""
    return [{"row": row, "what": act_said(row), "state": state_said(row), "counts": counts_said(row)} for row in rows]


def letters(row: Row, no: int) -> list[dict[str, Any]]:
    """The letters of a part with what became of them; of one that the person may not read now no name is told."""
    found = jobs.listed(house(), who(), row["_id"], no)
    rows = house().store.get_many(Letter, [one["id"] for one in found if one["id"]])
    return [
        {"id": one["id"], "said": outcome_said(one["outcome"], one["error"]), "outcome": one["outcome"]}
        | _named(rows.get(one["id"] or ""))
        for one in found
    ]


def _named(row: Row | None) -> dict[str, str]:
    """By what letters of one subject are told apart too."""
    if row is None:
        return {"name": "", "beside": ""}
    values = values_of(row)
    beside = [str(values.get("reference_number") or ""), day(values.get("date"))]
    return {"name": called(row), "beside": " · ".join(one for one in beside if one)}


def _asked(row: Row) -> Asked:
    """The search by which the letters of a job were found."""
    query, filters = row.get("query") or "", row.get("filters") or {}
    return Asked(query, filters, like=row.get("like"), exact=bool(row.get("exact")))


def _undone_by(row: Row) -> Row | None:
    return house().store.get(Job, row["undone_by"]) if row.get("undone_by") else None


def _is_undone(row: Row) -> bool:
    """Whether another job takes it back or has done so, to its end."""
    other = _undone_by(row)
    return other is not None and other["state"] in ("going", "done")
