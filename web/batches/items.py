"""The items of a batch: behind each number a list, and one item typed in, changed, taken out, matched, explained."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.digitising import counts, explaining, finding, matching
from lontar.digitising import items as acts
from lontar.digitising.items import SAID
from schemas.batch import Batch
from schemas.errors import LontarError, WrongUse
from schemas.item import Item
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.batches.place import ACTION, place
from web.batches.words import NUMBERS, STATES
from web.current import house
from web.i18n.words import day
from web.once import once
from web.page import page
from web.who import who

CHOICES = 200
"""Items, or letters, that one chooses from; those it may be come first."""
LOOKED_AT = 2000


@route(place, "/batches/<id>/items", action=ACTION, of=Batch, summary="The items behind a number of a batch")
def items(thing: Row) -> str:
    return _list(thing)


@route(place, "/batches/<id>/explain", action=ACTION, of=Batch, methods=("POST",), summary="Explain items")
@once
def explain(thing: Row) -> Response:
    """Those that were chosen (`item`), or all of `all`: missing, surplus, failed."""
    why, of, chosen = request.form.get("why", ""), request.form.get("all", ""), request.form.getlist("item")
    try:
        if not (of or chosen):
            raise WrongUse(what="The explanation", why="no item was chosen", field="why")
        if of:
            event = explaining.explain_all(house(), who(), thing["_id"], of, why)
        else:
            event = explaining.explain(house(), who(), thing["_id"], chosen, why)
    except LontarError as problem:
        return make_response(_list(thing, problem), problem.status)
    return _back(thing, event)


@route(place, "/batches/<id>/accept", action=ACTION, of=Batch, methods=("POST",), summary="Match as proposed")
@once
def accept(thing: Row) -> Response:
    try:
        done = matching.accept(house(), who(), thing["_id"])
    except LontarError as problem:
        return make_response(_list(thing, problem), problem.status)
    return _back(thing, done[-1] if done else None)


@route(place, "/batches/<id>/items/new", action=ACTION, of=Batch, summary="The form for an item")
def new_item(thing: Row) -> str:
    """Box and folder of the item before stay, and the number goes on."""
    typed = {name: request.args.get(name, "") for name in SAID}
    return _form(thing, None, typed)


@route(place, "/batches/<id>/items/new", action=ACTION, of=Batch, methods=("POST",), summary="Add an item")
@once
def add_item(thing: Row) -> Response:
    typed = {name: request.form.get(name, "") for name in SAID}
    try:
        acts.put(house(), who(), thing["_id"], None, typed)
    except LontarError as problem:
        return make_response(_form(thing, None, typed, problem), problem.status)
    flash(_("Saved: %(item)s", item=acts.called(typed)), "success")
    number = typed["number"].strip()
    following = str(int(number) + 1) if number.isdecimal() else ""
    again = url_for("batches.new_item", id=thing["_id"], box=typed["box"], folder=typed["folder"], number=following)
    return redirect(again)


@route(place, "/batches/<id>/items/<item>", action=ACTION, of=Batch, summary="One item, and which letter it is")
def item(thing: Row, item: str) -> str:
    return _one(thing, item)


@route(place, "/batches/<id>/items/<item>", action=ACTION, of=Batch, methods=("POST",), summary="Change an item")
@once
def change_item(thing: Row, item: str) -> Response:
    typed = {name: request.form.get(name, "") for name in SAID}
    try:
        _, event = acts.put(house(), who(), thing["_id"], item, typed)
    except LontarError as problem:
        return make_response(_one(thing, item, problem, typed), problem.status)
    return redirect(url_for("batches.item", id=thing["_id"], item=item, done=event))


@route(
    place, "/batches/<id>/items/<item>/remove", action=ACTION, of=Batch, methods=("POST",), summary="Take an item out"
)
@once
def remove_item(thing: Row, item: str) -> Response:
    try:
        event = acts.remove(house(), who(), thing["_id"], item)
    except LontarError as problem:
        return make_response(_one(thing, item, problem), problem.status)
    return redirect(url_for("batches.batch", id=thing["_id"], done=event))


@route(place, "/batches/<id>/match", action=ACTION, of=Batch, methods=("POST",), summary="A letter is this item")
@once
def match(thing: Row) -> Response:
    """`item` and `letter`; `off`: the letter is none that the manifest knows."""
    item, letter = request.form.get("item", ""), request.form.get("letter", "")
    shown = request.form.get("shown", item)
    try:
        if request.form.get("off"):
            event = matching.unmatch(house(), who(), thing["_id"], item)
            return redirect(url_for("batches.item", id=thing["_id"], item=item, done=event))
        if not (item and letter):
            raise WrongUse(what="The match", why="nothing was chosen", field="chosen")
        event = matching.match(house(), who(), thing["_id"], item, letter)
    except LontarError as problem:
        return make_response(_one(thing, shown, problem), problem.status)
    return redirect(url_for("batches.item", id=thing["_id"], item=item, done=event))


def _back(row: Row, event: int | None) -> Response:
    if event is None:
        flash(_("Nothing was different."), "info")
    of = request.form.get("list") or "expected"
    return redirect(url_for("batches.items", id=row["_id"], list=of, done=event))


def _list(row: Row, problem: LontarError | None = None) -> str:
    of = request.values.get("list", "expected")
    of = of if of in counts.LISTS else "expected"
    found = counts.counts(house(), row).as_dict()
    listed = counts.listed(house(), who(), row, of, after=request.args.get("after"))
    return page(
        "batches/items.html",
        row=row,
        of=of,
        found=found,
        numbers=NUMBERS,
        states=STATES,
        rows=listed.rows,
        after=listed.after,
        problem=problem,
        why=request.form.get("why", ""),
        done=request.args.get("done", type=int),
        proposed=any(one["suggested"] for one in listed.rows),
        asks=of in explaining.ASKING or of == "unexplained",
    )


def _form(row: Row, item: Row | None, typed: dict[str, Any], problem: LontarError | None = None) -> str:
    return page("batches/item_new.html", row=row, item=item, typed=typed, problem=problem)


def _one(row: Row, id: str, problem: LontarError | None = None, typed: dict[str, str] | None = None) -> str:
    """Raises NotFound."""
    item = acts.item_of(house(), row, id)
    (said,) = counts.items_said(house(), who(), [item])
    values = {name: item.get(name) or "" for name in SAID} | {"date": day(item.get("date"))}
    return page(
        "batches/item.html",
        row=row,
        item=said,
        typed=values | (typed or {}),
        called=acts.called(item),
        states=STATES,
        problem=problem,
        done=request.args.get("done", type=int),
        choices=_choices(row, item, said) if row["state"] == "open" else [],
    )


def _choices(row: Row, item: Row, said: dict[str, Any]) -> list[tuple[str, str]]:
    """For a surplus letter the items without one; for a missing item the letters that are none."""
    of = {"batch": row["_id"]} | ({"expected": False} if item["expected"] else {"state": "missing"})
    if item["expected"] and item.get("letter"):
        return []
    rows = house().store.find(Item, of, sort=[("line", 1)], limit=LOOKED_AT)
    if not item["expected"]:
        letter = house().store.get(Letter, item["letter"]) if said["letter"] else None
        return [(one["_id"], acts.called(one)) for one in finding.ranked(rows, letter)[:CHOICES]] if letter else []
    shown = counts.items_said(house(), who(), rows[:CHOICES])
    return [(one["letter"]["id"], _letter_called(one["letter"])) for one in shown if one["letter"]]


def _letter_called(letter: dict[str, Any]) -> str:
    parts = (letter["reference_number"], day(letter["date"]), letter["subject"])
    return " · ".join(str(part) for part in parts if part) or letter["file"]
