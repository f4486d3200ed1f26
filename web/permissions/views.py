"""The permission matrix, and of one letter who may read it and why; as a page, a table and for programs."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lontar import looks
from lontar.letters import letter_for
from lontar.many.spreadsheet import as_csv
from office import permitted
from office.grants import ORDINARY
from schemas.errors import LontarError, NotFound
from schemas.letter import Letter, titled
from schemas.times import in_utc
from store.contract import Row
from web.access import route
from web.admin.words import ROLES
from web.current import house
from web.i18n.words import day
from web.page import page
from web.who import who

place = Blueprint("permissions", __name__)
ACTION = "events.read"
WAYS = {
    "page": _l("its page"),
    "image": _l("a picture of its paper"),
    "text": _l("its text"),
    "download": _l("a file to keep"),
    "act": _l("something was done to it"),
}
"""By which way somebody looked, in words."""


@route(place, "/permissions", action=ACTION, summary="Who may do what, and who may read a letter")
def permissions() -> str:
    """`letter`: its id; one that the asking person may not read does not exist for them."""
    wanted = request.args.get("letter", "").strip()
    problem, letter = None, None
    if wanted:
        try:
            letter = letter_for(house(), who(), wanted)
        except NotFound as error:
            problem = error
    return _shown(letter, wanted, problem)


@route(place, "/permissions.csv", action=ACTION, summary="Who may do what, as a table")
def table() -> Response:
    names = list(ROLES)
    lines = [[one.called, *("1" if name in one.roles else "" for name in names)] for one in permitted.matrix()]
    body = b"".join(as_csv(["", *names], lines))
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=permissions.csv"
    return answer


def letter_readers(thing: Row) -> Response:
    """Who may read a letter, each with the ways in which it is open to them."""
    return jsonify(readers=[_said(one) for one in permitted.readers(house().store, thing)])


@route(place, "/letters/<id>/looks", action=ACTION, of=Letter, summary="Who has looked at a restricted letter")
def letter_looks(thing: Row) -> str:
    found = looks.of_letter(house(), who(), thing["_id"])
    shown = [one | {"moment": datetime.fromisoformat(one["at"]).replace(tzinfo=None)} for one in found]
    counted = thing["security_class"] != ORDINARY
    return page("permissions/looks.html", letter=thing, title=titled(thing), looks=shown, ways=WAYS, counted=counted)


def looks_said(thing: Row) -> Response:
    """The same for programs."""
    return jsonify(looks=looks.of_letter(house(), who(), thing["_id"]))


def _shown(letter: Row | None, wanted: str, problem: LontarError | None) -> str:
    people = list(permitted.readers(house().store, letter)) if letter else []
    return page(
        "permissions/permissions.html",
        roles=ROLES,
        matrix=permitted.matrix(),
        letter=letter,
        title=titled(letter) if letter else "",
        people=[(one.name, [_way(way) for way in one.ways]) for one in people],
        wanted=wanted,
        problem=problem,
    )


def _way(way: permitted.Way) -> str:
    """In words: by what the letter is open to them."""
    said = {
        "named": _("named on the letter"),
        "office": _("open to the whole office"),
        "unit": _("works in %(of)s", of=way.of),
        "position": _("holds %(of)s", of=way.of),
        "delegate": f"{way.form} {way.of}",
        "head": _("heads a unit above or of %(of)s", of=way.of),
        "registry": _("registry of %(of)s", of=way.of),
        "auditor": _("audits %(of)s", of=way.of),
    }[way.how]
    return f"{said} ({_('until %(at)s', at=day(way.until))})" if way.until else str(said)


def _said(one: permitted.MayRead) -> dict[str, Any]:
    ways = [
        {"how": way.how, "of": way.of, "form": way.form, "until": in_utc(way.until) if way.until else None}
        for way in one.ways
    ]
    return {"person": one.person, "name": one.name, "ways": ways}
