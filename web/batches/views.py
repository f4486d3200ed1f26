"""The batches of one's units: a list, and of each how far it is, what comes next, and what happened."""

from dataclasses import dataclass

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.digitising import past
from lontar.digitising.counts import Counts, counts
from lontar.digitising.papers import papers_of
from lontar.intake import digitising
from office.access import may
from schemas.batch import Batch
from schemas.errors import LontarError
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.batches import closing, items, manifest, settings
from web.batches.history import entries
from web.batches.place import ACTION, place
from web.batches.words import NUMBERS
from web.current import house
from web.once import once
from web.page import page
from web.who import who

__all__ = ["closing", "items", "manifest", "place", "settings"]
SHOWN = 100
"""Batches of the list that are counted: each takes three looks into an index."""


@dataclass(frozen=True)
class Next:
    """What comes next: a sentence, the words of the button, and where it leads."""

    said: str
    act: str
    address: str


@route(place, "/batches", action=ACTION, summary="The batches of one's units")
def batches() -> str:
    state = "closed" if request.args.get("state") == "closed" else "open"
    rows = digitising.batches(house(), who(), state)
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    how = {row["_id"]: settings.how(row) for row in rows}
    found = {row["_id"]: counts(house(), row) for row in rows[:SHOWN]}
    told = {"counts": found, "state": state, "can_add": may(who(), "intake.add")}
    return page("batches/batches.html", rows=rows, units=units, how=how, **told)


@route(place, "/batches/<id>", action=ACTION, of=Batch, summary="How far a batch is")
def batch(thing: Row) -> str:
    return _overview(thing)


@route(place, "/batches/<id>/undo", action=ACTION, of=Batch, methods=("POST",), summary="Undo what was done to items")
@once
def undo(thing: Row) -> Response:
    try:
        past.undo(house(), who(), request.form.get("event", 0, type=int))
    except LontarError as problem:
        return make_response(_overview(thing, problem), problem.status)
    flash(_("Undone."), "success")
    return redirect(url_for("batches.batch", id=thing["_id"]))


def _overview(row: Row, problem: LontarError | None = None) -> str:
    found = counts(house(), row)
    return page(
        "batches/batch.html",
        row=row,
        problem=problem,
        found=found.as_dict(),
        numbers=NUMBERS,
        next=following(row, found),
        papers=papers_of(row) if row["state"] == "closed" else [],
        former=[one for one in row.get("papers", ()) if row["state"] == "open" or one["closing"] != row["closings"]],
        past=entries(house(), row),
        how=settings.how(row),
        unit=(house().store.get(Unit, row["unit"]) or {}).get("name", row["unit"]),
        done=request.args.get("done", type=int),
        can_add=may(who(), "intake.add") and row["state"] == "open",
        can_label=may(who(), "shelf.manage"),
    )


def following(row: Row, found: Counts) -> Next | None:
    """The next step of an open batch."""
    if row["state"] == "closed":
        return None
    id = row["_id"]
    steps = (
        (
            not found.expected,
            _("Say first what is expected: box by box, folder by folder."),
            _("Give the manifest"),
            url_for("batches.manifest", id=id),
        ),
        (not found.scanned, _("Nothing has come in yet."), _("Upload scans"), url_for("intake.intake", batch=id)),
        (
            found.waiting,
            _("Letters are being read. This page follows by itself."),
            _("See what is being read"),
            url_for("batches.items", id=id, list="waiting"),
        ),
        (
            found.surplus and found.missing and found.unexplained,
            _("Some scans are no item yet, and some items have no scan: match them."),
            _("Match scans"),
            url_for("batches.items", id=id, list="surplus"),
        ),
        (
            found.unexplained,
            _("Explain what is missing, not in the list or not readable."),
            _("Explain"),
            url_for("batches.items", id=id, list="unexplained"),
        ),
        (True, _("Every item is accounted for."), _("Close the batch"), url_for("batches.close", id=id)),
    )
    return next(Next(*words) for is_due, *words in steps if is_due)
