"""Legal holds: those that stand, one placed on a letter or a case file, one released."""

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.many import casefiles
from lontar.retention import holds
from office.access import may_see
from schemas.errors import LontarError, NotFound, WrongUse
from schemas.legal_hold import LegalHold
from schemas.letter import Letter
from schemas.person import Person
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.retention.place import place, shared
from web.who import who

ACTION = holds.ACTION


@route(place, "/retention/holds", action=ACTION, summary="Legal holds")
def all_holds() -> str:
    return _list()


@route(place, "/retention/holds", action=ACTION, methods=("POST",), summary="Place a legal hold on some things")
@once
def hold() -> Response:
    """One line a thing: the id or address of a letter, the number or id of a case file."""
    try:
        things = [_thing(line.strip()) for line in request.form.get("things", "").splitlines() if line.strip()]
        if not things:
            raise WrongUse(what="The list", why="it is empty", field="things")
        for thing in things:
            holds.hold(house(), who(), thing, request.form.get("reason", ""))
    except LontarError as problem:
        return make_response(_list(problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("retention.all_holds"))


@route(
    place,
    "/retention/holds/<id>/release",
    action=ACTION,
    of=LegalHold,
    methods=("POST",),
    summary="Release a legal hold",
)
@once
def release(thing: Row) -> Response:
    try:
        holds.release(house(), who(), thing["_id"], request.form.get("why", ""))
    except LontarError as problem:
        return make_response(_list(problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("retention.all_holds"))


def _thing(said: str) -> str:
    """As an address of the page of a letter or case file ends, or as it is called. Raises NotFound, WrongUse."""
    named = said.partition("?")[0].rstrip("/").rpartition("/")[2]
    letter = house().store.get(Letter, named)
    if letter is not None and may_see(who(), letter):
        return f"letters/{named}"
    for one in (named, said):
        try:
            return f"casefiles/{casefiles.casefile(house(), who(), one)['_id']}"
        except NotFound:
            continue
    raise WrongUse(what=said, why="it is no letter and no case file that you may see", field="things")


def _list(problem: LontarError | None = None) -> str:
    standing = request.args.get("list") != "released"
    rows = holds.holds(house(), who(), standing=standing)
    people = {one for row in rows for one in (row["made_by"], row.get("released_by") or "")}
    return page(
        "retention/holds.html",
        **shared(who()),
        rows=[{"released_why": None} | row for row in rows],
        standing=standing,
        people=house().store.get_many(Person, sorted(people)),
        typed={name: request.form.get(name, "") for name in ("things", "reason", "why")},
        problem=problem,
    )
