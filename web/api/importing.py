"""Tables of letters brought in, for a program: sent, their columns said, tried, brought in, taken out again."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from flask import Response, jsonify, request

from lontar.facts import version_of
from lontar.importing import carrying, imports
from lontar.importing.bringing import add_scans, bring
from lontar.importing.mapping import ACTION, mapping_of, mappings, save
from lontar.journey import arrive_for
from office.units import by_code
from schemas.errors import WrongUse
from schemas.letter import Letter
from schemas.table_import import TableImport
from schemas.unit import Unit
from store.contract import Row
from store.disk import told
from web.access import Takes, route
from web.api.body import body
from web.api.import_shapes import MAPPING
from web.api.place import place
from web.api.shape import TEXT, WHOLE
from web.current import house
from web.importing.views import left_out_csv, report_csv
from web.who import who

Given = TypeVar("Given")
NAME = Takes("name", "What the file is called.", TEXT, required=True)
UNIT = Takes("unit", "The code of the unit that owns the letters; one's own without it.")
CALLED = Takes("called", "Under which a row is known when it comes again; else the file's name.")
SHEET = Takes("sheet", "The sheet of a workbook; else the first that holds something.")
COLUMNS = Takes("mapping", "What the columns are.", MAPPING, required=True, place="body")
SAVE = Takes("save_as", "A name under which that is saved for the next table.", TEXT, place="body")
REASON = Takes("reason", "Why it is taken out again.", TEXT, required=True, place="body")
PART = Takes("part", "Which rows, from 0.", WHOLE | {"minimum": 0, "maximum": 1_000_000})


@route(place, "/imports", action=ACTION, summary="Tables brought in, the newest first", gives="Imports")
def all_imports() -> Response:
    return jsonify(imports=[imports.said(house(), row) for row in imports.imports(house(), who())])


@route(
    place,
    "/imports",
    action=ACTION,
    methods=("POST",),
    summary="Send a table: the body is its bytes (application/octet-stream); nothing is brought in yet",
    takes=(NAME, UNIT, CALLED, SHEET),
    gives="Import",
)
def send_table() -> Response:
    asked = request.args
    unit = by_code(house().store, asked["unit"])["_id"] if asked.get("unit") else None

    name, called, sheet = _name(), asked.get("called", ""), asked.get("sheet", "")
    one = _sent(lambda path: bring(house(), who(), path, name, unit=unit, called=called, sheet=sheet))
    return _said(one.id)


@route(place, "/imports/<id>", action=ACTION, of=TableImport, summary="One table and how far it is", gives="Import")
def one_import(thing: Row) -> Response:
    return jsonify(imports.said(house(), thing))


@route(
    place,
    "/imports/<id>/scans",
    action=ACTION,
    of=TableImport,
    methods=("POST",),
    summary="Send its scans: the body is a ZIP (application/octet-stream)",
    gives="Import",
)
def send_scans(thing: Row) -> Response:
    _sent(lambda path: add_scans(house(), who(), thing["_id"], path))
    return _said(thing["_id"])


@route(
    place,
    "/imports/<id>/columns",
    action=ACTION,
    of=TableImport,
    methods=("POST",),
    summary="Say what its columns are; what comes of each row is tried anew",
    takes=(COLUMNS, SAVE),
    gives="Import",
)
def say_columns(thing: Row) -> Response:
    said = body(mapping=dict, save_as=str)
    mapping = mapping_of(said.get("mapping") or {})
    imports.map_columns(house(), who(), thing["_id"], mapping)
    if said.get("save_as"):
        save(house(), who(), thing["unit"], said["save_as"], mapping)
    carrying.judged(house(), house().store.load(TableImport, thing["_id"]))
    return _said(thing["_id"])


@route(place, "/imports/<id>/rows", action=ACTION, of=TableImport, summary="What comes of its rows",
       takes=(PART,), gives="ImportRows")  # fmt: skip
def import_rows(thing: Row) -> Response:
    part = min(max(request.args.get("part", 0, type=int), 0), max(0, thing["parts"] - 1))
    rows = imports.rows_of(house(), thing, part)
    names = ("line", "cells", "outcome", "letter", "problems")
    return jsonify(parts=thing["parts"], rows=[{name: row[name] for name in names} for row in rows])


@route(
    place,
    "/imports/<id>/start",
    action=ACTION,
    of=TableImport,
    methods=("POST",),
    summary="Bring it in, or let it go on",
    gives="Import",
)
def start_import(thing: Row) -> Response:
    imports.start(house(), who(), thing["_id"])
    return _said(thing["_id"])


@route(place, "/imports/<id>/stop", action=ACTION, of=TableImport, methods=("POST",), summary="Stop it", gives="Import")
def stop_import(thing: Row) -> Response:
    imports.stop(house(), who(), thing["_id"])
    return _said(thing["_id"])


@route(
    place,
    "/imports/<id>/undo",
    action=ACTION,
    of=TableImport,
    methods=("POST",),
    summary="Take out again what it made",
    takes=(REASON,),
    gives="Import",
)
def undo_import(thing: Row) -> Response:
    imports.undo(house(), who(), thing["_id"], body(reason=str).get("reason", ""))
    return _said(thing["_id"])


@route(
    place,
    "/imports/<id>",
    action=ACTION,
    of=TableImport,
    methods=("DELETE",),
    summary="Forget it before it began",
    gives="Imports",
)
def drop_import(thing: Row) -> Response:
    imports.drop(house(), who(), thing["_id"])
    return all_imports()


@route(place, "/import-mappings", action=ACTION, summary="What columns are, as it was saved", gives="Mappings")
def saved_mappings() -> Response:
    rows = mappings(house(), who())
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    return jsonify(
        mappings=[
            {
                "id": row["_id"],
                "unit": units.get(row["unit"], {}).get("code", row["unit"]),
                "name": row["name"],
                "mapping": mapping_of(row["mapping"]).as_dict(),
            }
            for row in rows
        ]
    )


@route(
    place,
    "/letters/<id>/scan",
    action="intake.add",
    of=Letter,
    methods=("POST",),
    summary="The scan of a letter that awaits it: the body is its bytes (application/octet-stream)",
    takes=(NAME,),
    gives="Done",
)
def send_scan(thing: Row) -> Response:
    name = _name()
    events = _sent(lambda path: arrive_for(house(), thing["_id"], [(path, name)], who()))
    return jsonify(events=events, version=version_of(house(), thing["_id"]))


def _name() -> str:
    name = request.args.get("name", "")
    if not name:
        raise WrongUse(what="name", why="it is missing", field="name")
    return name


def _sent(take: Callable[[Path], Given]) -> Given:
    """The body of the request as a file."""
    scratch = house().settings.home / "scratch"
    with told("the body"):
        scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="unfold-", dir=scratch) as folder:
            path = Path(folder, "sent")
            with path.open("wb") as out:
                shutil.copyfileobj(request.stream, out)
            return take(path)


def _said(id: str) -> Response:
    return jsonify(imports.said(house(), imports.import_for(house(), who(), id)))


route(place, "/imports/<id>/report.csv", action=ACTION, of=TableImport, summary="What came of each row")(report_csv)
route(place, "/imports/<id>/left-out.csv", action=ACTION, of=TableImport, summary="Its rows with errors")(left_out_csv)
