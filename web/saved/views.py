"""A person's saved searches: what each has found since, its name, how it tells of letters; all of it can be undone."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from lontar.finding import alerts, saved_searches
from lontar.finding.saved_searches import ACTION, Saved
from schemas.errors import Conflict, LontarError, Taken, WrongUse
from schemas.letter import name_of, values_of
from schemas.saved_search import LONGEST_NAME, SavedSearch
from search.contract import SORTS
from search.entry import FILTERS
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.saved.told import alert_choices
from web.search.asked import Asked, of_saved
from web.search.facets import narrowed
from web.search.words import ORDERS, letters
from web.who import who

place = Blueprint("saved", __name__)
SHOWN = 5
"""New letters of one search that are named at once."""
KEPT = (WrongUse, Conflict, Taken)
"""Refusals that can be mended in the same form."""


@dataclass(frozen=True)
class Shown:
    """`asks`: its words, filters and order; `new`: the letters not seen yet, of which the first are named."""

    row: Row
    address: str
    asks: list[str]
    new: int
    named: list[dict[str, Any]]


@route(place, "/saved", action=ACTION, summary="Saved searches")
def saved() -> str:
    return _page()


@route(place, "/saved/new", action=ACTION, summary="A name for a search to be saved")
def new() -> str:
    """By the address, which is that of its list."""
    return _page(form=request.args, typed=request.args.get("q", "")[:LONGEST_NAME])


@route(place, "/saved", action=ACTION, methods=("POST",), summary="Save a search")
@once
def save() -> Response:
    form, this = request.form, _asked(request.form)
    name, chosen = form.get("name", ""), {"sort": this.chosen, "alert": form.get("alert", "page")}
    try:
        done = saved_searches.save(house(), who(), name, this.query, filters=this.filters, exact=this.exact, **chosen)
    except KEPT as problem:
        return make_response(_page(problem, form=form, typed=form.get("name", "")), problem.status)
    return _led_back(done)


@route(place, "/saved/<id>", action=ACTION, of=SavedSearch, methods=("POST",), summary="Rename, be told otherwise")
@once
def change(thing: Row) -> Response:
    try:
        done = saved_searches.change(
            house(), who(), thing["_id"], name=request.form.get("name", ""), alert=request.form.get("alert")
        )
    except KEPT as problem:
        return make_response(_page(problem, of=thing["_id"], typed=request.form.get("name", "")), problem.status)
    return _led_back(done)


@route(place, "/saved/<id>/delete", action=ACTION, of=SavedSearch, methods=("POST",), summary="Delete it")
@once
def delete(thing: Row) -> Response:
    return _led_back(saved_searches.delete(house(), who(), thing["_id"]))


@route(place, "/saved/<id>/seen", action=ACTION, of=SavedSearch, methods=("POST",), summary="Its letters are seen")
def seen(thing: Row) -> Response:
    alerts.see(house(), who(), thing["_id"])
    return redirect(url_for("saved.saved"))


@route(place, "/saved/undo", action=ACTION, methods=("POST",), summary="Undo what was done to one")
@once
def undo() -> Response:
    try:
        saved_searches.undo(house(), who(), request.form.get("event", 0, type=int))
    except KEPT as problem:
        return make_response(_page(problem), problem.status)
    flash(_("Undone."), "success")
    return redirect(url_for("saved.saved"))


def _led_back(done: Saved) -> Response:
    return redirect(url_for("saved.saved", done=done.event))


def _page(
    problem: LontarError | None = None,
    of: str | None = None,
    *,
    form: MultiDict[str, str] | None = None,
    typed: str = "",
) -> str:
    """With `form`, what a search to be saved asks; with `of`, one whose change was refused. `typed`: the name there."""
    told: dict[str, list[Row]] = {}
    for alert, letter in alerts.unseen(house(), who()):
        told.setdefault(alert["search"], []).append(letter)
    return page(
        "saved/saved.html",
        shown=[_shown(row, told.get(row["_id"], [])) for row in saved_searches.own(house(), who())],
        problem=problem,
        of=of,
        form=form,
        asks=_asks(_asked(form)) if form is not None else [],
        typed=typed,
        alerts=alert_choices(),
        done=request.args.get("done", type=int),
        letters=letters,
    )


def _shown(row: Row, new: list[Row]) -> Shown:
    this = of_saved(row)
    named = [{"id": letter["_id"], "name": name_of(letter), "values": values_of(letter)} for letter in new[:SHOWN]]
    return Shown(row, this.address(), _asks(this), len(new), named)


def _asks(this: Asked) -> list[str]:
    """What is looked for, in words."""
    order = [str(ORDERS[this.chosen])] if this.chosen else []
    return [*([this.query] if this.query else []), *narrowed(this), *order]


def _asked(form: MultiDict[str, str]) -> Asked:
    """What a search to be saved asks."""
    filters = {name: form.getlist(name) for name in FILTERS if any(form.getlist(name))}
    sort = form.get("sort", "")
    return Asked(form.get("q", ""), filters, sort if sort in SORTS else "", exact=bool(form.get("exact")))
