"""What is being read and what failed, with another try. The page follows by itself; without JavaScript it reloads."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar import edits
from office.access import may
from schemas.errors import Conflict, NotFound
from web.access import route
from web.current import house
from web.page import page
from web.reading.state import failed_ids, state_of
from web.who import who

place = Blueprint("reading", __name__)


@route(place, "/reading", action="status.read", summary="What is being read and what failed")
def reading() -> str:
    return page("reading/reading.html", **_shown())


@route(place, "/reading/list", action="status.read", summary="The lists of that page, for it to follow")
def lists() -> str:
    return page("reading/list.html", **_shown())


@route(place, "/reading/retry", action="work.retry", methods=("POST",), summary="Another try of what failed")
def retry() -> Response:
    """One letter, or all that failed and that the person may read."""
    wanted = request.form.get("letter")
    ids = [id for id in failed_ids(house(), who()) if wanted in (None, "", id)]
    if wanted and not ids:
        raise NotFound(what="Letter")
    for id in ids:
        try:
            edits.read_again(house(), who(), id)
        except Conflict:
            continue  # somebody else asked for it at the same moment
    flash(ngettext("%(num)s letter is tried again.", "%(num)s letters are tried again.", len(ids)), "success")
    return redirect(url_for("reading.reading"))


def _shown() -> dict[str, object]:
    return {
        "state": state_of(house(), who()),
        "can_retry": may(who(), "work.retry"),
        "can_add": may(who(), "intake.add"),
    }
