"""Description for a program: fonds and series, what is in a case file, a thread filed, where a paper lies."""

from dataclasses import replace

from flask import Response, jsonify

from lontar.describing import descriptions, filing
from lontar.describing.contents import contents
from lontar.describing.descriptions import ACTION, NAMES
from lontar.facts import version_of
from lontar.shelving import boxes, changing, placing
from lontar.shelving.changing import Done
from office.units import by_code
from schemas.box import Box, Folder
from schemas.casefile import CaseFile
from schemas.description import Description
from schemas.letter import Letter, values_of
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE
from web.current import house
from web.who import who

CODE = Takes("code", "Its code, once in a unit, or in a fonds.", TEXT, required=True, place="body")
TITLE = Takes("title", "What it is called.", TEXT, required=True, place="body")
MORE = (
    Takes("dates", "Where they are others than those of its letters.", TEXT, place="body"),
    Takes("history", "The history of who made it.", TEXT, place="body"),
    Takes("content", "What is in it.", TEXT, place="body"),
)
UNIT = Takes("unit", "The code of the unit of a fonds; one's own without it.", TEXT, place="body")
PARENT = Takes("parent", "The id of the fonds of a series.", TEXT, place="body")
EVENT = Takes("event", "Number of the event to undo.", WHOLE, required=True, place="body")
CASEFILE = Takes("casefile", "The id of the case file.", TEXT, required=True, place="body")
FOLDER = Takes(
    "folder",
    "Its id, or the numbers of box and folder, apart by a slash; empty: none.",
    TEXT,
    required=True,
    place="body",
)
SHELF = (
    Takes("number", "The number written on it.", TEXT, place="body"),
    Takes("title", "What is in it.", TEXT, place="body"),
)


@route(place, "/descriptions", action=ACTION, summary="Fonds and series of one's units", gives="Descriptions")
def own_descriptions() -> Response:
    rows = [row for branch in descriptions.tree(house(), who()) for row in (branch.fonds, *branch.series)]
    return jsonify(descriptions=[descriptions.said(house(), row) for row in rows])


@route(
    place, "/descriptions", action=ACTION, methods=("POST",), summary="Make a fonds or a series",
    takes=(CODE, TITLE, *MORE, UNIT, PARENT), gives="Descriptions",
)  # fmt: skip
def make_description() -> Response:
    said = body(code=str, title=str, dates=str, history=str, content=str, unit=str, parent=str)
    unit = by_code(house().store, said["unit"])["_id"] if said.get("unit") else who().unit
    values = {name: said[name] for name in NAMES if name in said}
    made = descriptions.make(house(), who(), unit, values, said.get("parent", ""))
    return jsonify(descriptions=[descriptions.said(house(), house().store.get(Description, made.id) or {})])


@route(
    place, "/descriptions/<id>", action=ACTION, of=Description, methods=("PATCH",), summary="Say it differently",
    takes=(replace(CODE, required=False), replace(TITLE, required=False), *MORE), gives="Saved",
)  # fmt: skip
def change_description(thing: Row) -> Response:
    said = body(code=str, title=str, dates=str, history=str, content=str)
    return _done(descriptions.change(house(), who(), thing["_id"], said))


@route(
    place, "/descriptions/<id>", action=ACTION, of=Description, methods=("DELETE",),
    summary="Remove it, when nothing is below it", gives="Saved",
)  # fmt: skip
def remove_description(thing: Row) -> Response:
    return jsonify(id=thing["_id"], event=descriptions.remove(house(), who(), thing["_id"]))


@route(
    place, "/descriptions/undo", action=ACTION, methods=("POST",), summary="Undo what was said differently",
    takes=(EVENT,), gives="Saved",
)  # fmt: skip
def undo_description() -> Response:
    return _done(descriptions.undo(house(), who(), body(event=int).get("event", 0)))


@route(
    place, "/casefiles/<id>/letters", action="casefile.manage", of=CaseFile, summary="The letters in it, by their days",
    gives="Contents",
)  # fmt: skip
def casefile_letters(thing: Row) -> Response:
    names = ("date", "reference_number", "subject", "sender")
    rows = contents(house(), who(), thing["_id"])
    return jsonify(letters=[{"id": row["_id"]} | {name: values_of(row).get(name) for name in names} for row in rows])


@route(
    place, "/letters/<id>/thread/file", action="letter.file", of=Letter, methods=("POST",),
    summary="Put it and its whole thread into a case file", takes=(CASEFILE,), gives="ThreadFiled",
)  # fmt: skip
def file_thread(thing: Row) -> Response:
    filed = filing.file_thread(house(), who(), thing, body(casefile=str).get("casefile", ""))
    return jsonify(
        filed=[{"id": id, "event": event} for id, event in filed.events],
        refused=[{"id": id, "error": error.as_dict()} for id, error in filed.refused],
    )


@route(
    place, "/letters/<id>/folder", action="letter.file", of=Letter, methods=("PUT",), summary="Where its paper lies",
    takes=(FOLDER,), gives="Done",
)  # fmt: skip
def shelve(thing: Row) -> Response:
    folder = boxes.folder_at(house(), who(), thing["unit"], body(folder=str).get("folder", ""))
    events = placing.shelve(house(), who(), thing["_id"], folder)
    return jsonify(events=events, version=version_of(house(), thing["_id"]))


@route(
    place, "/boxes/<id>", action="shelf.manage", of=Box, methods=("PATCH",), summary="Another number, title or shelf",
    takes=(*SHELF, Takes("shelf", "Where it stands.", TEXT, place="body")), gives="Saved",
)  # fmt: skip
def change_box(thing: Row) -> Response:
    said = body(number=str, title=str, shelf=str)
    return _done(changing.change(house(), who(), changing.BOX, thing["_id"], said))


@route(
    place, "/folders/<id>", action="shelf.manage", of=Folder, methods=("PATCH",),
    summary="Another number or title; into another box", gives="Saved",
    takes=(*SHELF, Takes("box", "The id of another box of its unit.", TEXT, place="body")),
)  # fmt: skip
def change_folder(thing: Row) -> Response:
    said = body(number=str, title=str, box=str)
    return _done(changing.change(house(), who(), changing.FOLDER, thing["_id"], said))


@route(
    place, "/shelves/undo", action="shelf.manage", methods=("POST",), summary="Undo a change of a box or folder",
    takes=(EVENT,), gives="Saved",
)  # fmt: skip
def undo_shelf() -> Response:
    ways = [changing.BOX, changing.FOLDER]
    return _done(changing.undo(house(), who(), ways, body(event=int).get("event", 0)))


def _done(done: Done) -> Response:
    return jsonify(id=done.id, event=done.event)
