"""What needs a person: letters that failed by their reason, with another try; work that is stuck; mail; followers.

Letters are named that the administrator may read. The others are told by their number and tried again with the rest,
which opens none of them.
"""

from flask import flash, redirect, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar import edits, failures
from lontar.status import away, status
from lontar.troubles import lagging
from schemas.errors import NotFound
from web.access import route
from web.admin.place import place
from web.admin.troubled import followers_said, mail_said, stuck_said
from web.current import house
from web.once import once
from web.page import page
from web.who import who

SHOWN = 20
"""Letters that are named of each reason; the search has all."""


@route(place, "/admin/failures", action="office.manage", summary="What failed, is stuck or waits too long")
def failed() -> str:
    return page("admin/failures.html", **_shown())


@route(place, "/admin/failures/list", action="office.manage", summary="The lists of that page, for it to follow")
def failed_list() -> str:
    return page("admin/failures_list.html", **_shown())


@route(place, "/admin/failures/retry", action="office.manage", methods=("POST",), summary="Another try of what failed")
@once
def retry() -> Response:
    """`letter`: this one; `reason`: all of it; neither: all that failed."""
    if letter := request.form.get("letter", ""):
        if letter not in {one.id for one in failures.failed(house(), who())}:
            raise NotFound(what="Letter")
        edits.read_again(house(), who(), letter)
        tried = 1
    else:
        tried = failures.try_again(house(), who(), request.form.get("reason", ""))
    flash(ngettext("%(num)s letter is tried again.", "%(num)s letters are tried again.", tried), "success")
    return redirect(url_for("admin.failed"))


def _shown() -> dict[str, object]:
    found = status(house())
    troubles = found["troubles"]
    mine = {one.code: one.letters for one in failures.by_reason(failures.failed(house(), who()))}
    return {
        "reasons": [one | {"letters": mine.get(one["code"], [])} for one in troubles["failures"]],
        "shown": SHOWN,
        "away": [found[name]["error"] for name in away(found)],
        "stuck": stuck_said(troubles["stuck"]),
        "mail": mail_said(troubles["mail"]),
        "followers": followers_said([one for one in troubles["followers"] if one["name"] in lagging(troubles)]),
        "left": found["work"].get("waiting", 0) + found["work"].get("working", 0),
    }
