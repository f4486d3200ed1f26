"""What is being read and what failed, with another try."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from office.access import may, may_see
from schemas.errors import Conflict, NotFound
from schemas.letter import Letter
from schemas.work import Work
from store.contract import Row
from web.access import route
from web.current import house, reader
from web.page import page
from work import lease

place = Blueprint("reading", __name__)
SHOWN = 50


@route(place, "/reading", action="status.read", summary="What is being read and what failed")
def reading() -> str:
    who = reader()
    assert who is not None
    return page("reading/reading.html", **_state(), can_retry=may(who, "work.retry"))


@route(place, "/reading/state", action="status.read", summary="The same as numbers, for the page to follow")
def state() -> Response:
    found = _state()
    return jsonify(counts=found["counts"], rows={name: len(found[name]) for name in ("working", "waiting", "failed")})


@route(place, "/reading/retry", action="work.retry", methods=("POST",), summary="Another try of what failed")
def retry() -> Answer:
    """One letter, or all that failed and that the person may read."""
    wanted = request.form.get("letter")
    rows = _state()["failed"]
    ids = [row["id"] for row in rows if wanted in (None, "", row["id"])]
    if wanted and not ids:
        raise NotFound(what="Letter")
    for id in ids:
        try:
            house().store.commit(lease.retry(house().store.load(Work, id)))
        except Conflict:
            continue  # somebody else asked for it at the same moment
    flash(_("%(number)s letters wait for another try.", number=len(ids)), "success")
    return redirect(url_for("reading.reading"))


def _state() -> dict[str, Any]:
    """Letters the person may read, by the state of the work on them; counts of them all."""
    store, found = house().store, {}
    who = reader()
    assert who is not None
    for name, sort in (("working", "lease_until"), ("waiting", "priority")):
        works = {work["_id"]: work for work in store.find(Work, {"state": name}, sort=[(sort, 1)], limit=SHOWN)}
        letters = store.get_many(Letter, list(works))
        found[name] = [_row(letters[id], work) for id, work in works.items() if id in letters]
    failed = store.find(Letter, {"stage": "failed"}, sort=[("added_at", -1)], limit=10 * SHOWN)
    found["failed"] = [_row(letter, letter) for letter in failed if not letter.get("withdrawn")]
    shown = {name: [row for row in rows if may_see(who, row["letter"])][:SHOWN] for name, rows in found.items()}
    return shown | {"counts": store.tally(Work, "state")}


def _row(letter: Row, work: Row) -> dict[str, Any]:
    """A letter in a list; `work` tells its progress or error."""
    return {"id": letter["_id"], "name": letter["files"][0]["name"], "letter": letter, "work": work}
