"""What is being read and what failed, with another try."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from office.access import may, may_see
from schemas.errors import Conflict, NotFound
from schemas.letter import Letter
from schemas.work import Work
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
    for name, sort in (("working", "lease_until"), ("waiting", "priority"), ("failed", "changed_at")):
        order = -1 if name == "failed" else 1
        works = store.find(Work, {"state": name}, sort=[(sort, order)], limit=SHOWN)
        letters = store.get_many(Letter, [work["_id"] for work in works])
        found[name] = [
            {"id": work["_id"], "name": letters[work["_id"]]["files"][0]["name"], "work": work}
            for work in works
            if work["_id"] in letters and may_see(who, letters[work["_id"]])
        ]
    return found | {"counts": store.tally(Work, "state")}
