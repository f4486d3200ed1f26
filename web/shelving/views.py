"""Boxes and folders of one's units: listed, made, opened by their label; the letters whose paper is in a folder."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask import Response as Paper
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.intake import uploads
from lontar.shelving import boxes, inside, labels
from office.access import may
from paper.labels import ACROSS, DOWN
from schemas.batch import Batch
from schemas.box import Box, Folder
from schemas.errors import LontarError, NotFound
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.who import who

place = Blueprint("shelving", __name__)
SEES = "letter.read"
"""What a box or folder is for is for everybody of its unit to see."""


@route(place, "/archive/boxes", action=boxes.ACTION, summary="The boxes of one's units")
def all_boxes() -> str:
    return _list()


@route(place, "/archive/boxes", action=boxes.ACTION, methods=("POST",), summary="Make a box")
@once
def make_box() -> Response:
    typed = {name: request.form.get(name, "") for name in ("number", "title", "shelf")}
    try:
        made = boxes.make_box(house(), who(), request.form.get("unit") or who().unit, **typed)
    except LontarError as problem:
        return make_response(_list(problem, typed), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("shelving.box", id=made.id))


@route(place, "/archive/boxes/<id>", action=SEES, of=Box, summary="One box and its folders")
def box(thing: Row) -> str:
    return _box(thing)


@route(place, "/archive/boxes/<id>", action=boxes.ACTION, of=Box, methods=("POST",), summary="Make a folder in a box")
@once
def make_folder(thing: Row) -> Response:
    typed = {name: request.form.get(name, "") for name in ("number", "title")}
    try:
        boxes.make_folder(house(), who(), thing, typed["number"], title=typed["title"])
    except LontarError as problem:
        return make_response(_box(thing, problem, typed), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("shelving.box", id=thing["_id"]))


@route(place, "/archive/folders/<id>", action=SEES, of=Folder, summary="The letters whose paper is in a folder")
def folder(thing: Row) -> str:
    found = inside.letters(house(), who(), thing, request.args.get("after"))
    batches = inside.expected(house(), who(), thing) if may(who(), "batch.manage") else []
    return page(
        "shelving/folder.html",
        row=thing,
        box=house().store.get(Box, thing["box"]) or {},
        unit=_unit(thing),
        letters=found.rows,
        after=found.after,
        batches=batches,
        can_add=may(who(), "intake.add"),
        can_manage=may(who(), boxes.ACTION),
    )


@route(place, "/archive/labels", action=boxes.ACTION, summary="Labels to print: of a box, a folder, or a whole batch")
def labels_form() -> str:
    """`box`, `folder`, `batch`: ids; without any, all boxes of one's units to choose from."""
    return _labels()


@route(place, "/archive/labels.pdf", action=boxes.ACTION, summary="The labels as PDF")
def labels_sheet() -> Paper | Response:
    """As `labels_said`, with the form again where nothing can be printed."""
    try:
        return labels_said()
    except LontarError as problem:
        return make_response(_labels(problem), problem.status)


def labels_said() -> Paper:
    """`box`, `folder`: ids, several; `skip`: labels that are gone from the first sheet already. Raises what
    labels.chosen and labels.labels raise."""
    chosen = labels.chosen(house(), who(), request.args.getlist("box"), request.args.getlist("folder"))
    made = labels.labels(house(), chosen, request.args.get("skip", 0, type=int))
    answer = Paper(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = "inline; filename=labels.pdf"
    return answer


@route(place, "/archive/folders/<id>/sheet", action=boxes.ACTION, of=Folder, summary="The sheet to scan before it")
def sheet(thing: Row) -> Paper:
    """Laid in front of what is scanned in one go: all that follows lies in this folder."""
    answer = Paper(labels.folder_sheet(house(), thing), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = "inline; filename=folder.pdf"
    return answer


def _list(problem: LontarError | None = None, typed: dict[str, str] | None = None) -> str:
    rows = boxes.boxes(house(), who())
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    choices = [(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())]
    values = {"number": "", "title": "", "shelf": "", "unit": request.form.get("unit") or who().unit} | (typed or {})
    return page("shelving/boxes.html", rows=rows, units=units, choices=choices, typed=values, problem=problem)


def _box(row: Row, problem: LontarError | None = None, typed: dict[str, str] | None = None) -> str:
    return page(
        "shelving/box.html",
        row=row,
        unit=_unit(row),
        rows=boxes.folders(house(), row),
        typed={"number": "", "title": ""} | (typed or {}),
        problem=problem,
        can_manage=may(who(), boxes.ACTION),
    )


def _labels(problem: LontarError | None = None) -> str:
    """Raises NotFound for a box, folder or batch that is not theirs."""
    asked: dict[str, Any] = {name: request.args.get(name, "") for name in ("box", "folder", "batch")}
    if asked["batch"]:
        batch = house().store.get(Batch, asked["batch"])
        if batch is None or not may(who(), boxes.ACTION, batch):
            raise NotFound(what="Batch")
        found = inside.places_of(house(), batch)
    elif asked["box"]:
        (one,) = labels.chosen(house(), who(), [asked["box"]], [])
        found = labels.of_box(house(), one[1])
    elif asked["folder"]:
        found = labels.chosen(house(), who(), [], [asked["folder"]])
    else:
        found = [("box", row) for row in boxes.boxes(house(), who())]
    held = {row["box"] for kind, row in found if kind == "folder"}
    numbers = {id: row["number"] for id, row in house().store.get_many(Box, sorted(held)).items()}
    return page("shelving/labels.html", found=found, numbers=numbers, problem=problem, a_sheet=ACROSS * DOWN)


def _unit(row: Row) -> str:
    return str((house().store.get(Unit, row["unit"]) or {}).get("name", row["unit"]))
