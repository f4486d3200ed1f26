"""Tables of letters brought in: uploaded, their columns said, tried, brought in, followed, taken out again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.importing import carrying, held, imports, report
from lontar.importing.bringing import bring
from lontar.importing.mapping import ACTION, Mapping, mapping_of, save, saved
from schemas.errors import LontarError, WrongUse
from schemas.table_import import TableImport
from store.contract import Row
from store.disk import told
from web.access import route
from web.current import house
from web.importing import shown
from web.importing.place import place
from web.once import once
from web.page import page
from web.who import who

__all__ = ["place"]
SAID = ("direction", "year", "files", "batch", "security_class")


@route(place, "/archive/import", action=ACTION, summary="Tables brought in, and the form for a new one")
def all_imports() -> str:
    return shown.listed()


@route(place, "/archive/import", action=ACTION, methods=("POST",), summary="Upload a table")
@once
def upload() -> Any:
    """The `table`, and a ZIP of `scans` if there are any; `unit`, `name`, `sheet` and a saved `mapping`."""
    try:
        one = take()
    except LontarError as problem:
        return make_response(shown.listed(problem), problem.status)
    return redirect(url_for("importing.one_import", id=one.id))


@route(place, "/archive/import/<id>", action=ACTION, of=TableImport, summary="One table: its columns, what comes of it")
def one_import(thing: Row) -> str:
    return shown.one(thing)


@route(place, "/archive/import/<id>/state", action=ACTION, of=TableImport, summary="How far it is, for the page")
def state(thing: Row) -> str:
    return page("importing/state.html", **shown.state(thing))


@route(
    place, "/archive/import/<id>/columns", action=ACTION, of=TableImport, methods=("POST",), summary="Say its columns"
)
@once
def columns(thing: Row) -> Any:
    """Begins the dry run anew. With `save_as` what was said is saved under this name."""
    typed: Mapping | None = None
    try:
        typed = _typed(thing)
        imports.map_columns(house(), who(), thing["_id"], typed, request.form.get("name", ""))
        if request.form.get("save_as", "").strip():
            save(house(), who(), thing["unit"], request.form["save_as"], typed)
    except LontarError as problem:
        return make_response(shown.one(thing, problem, typed), problem.status)
    carrying.judged(house(), house().store.load(TableImport, thing["_id"]))
    return redirect(url_for("importing.one_import", id=thing["_id"], _anchor="outcome"))


@route(
    place, "/archive/import/<id>/sheet", action=ACTION, of=TableImport, methods=("POST",), summary="Another sheet of it"
)
@once
def sheet(thing: Row) -> Any:
    """The same file with another of its sheets, as an import of its own."""
    one = bring(
        house(),
        who(),
        held.table(house(), thing["_id"]),
        thing["file"],
        unit=thing["unit"],
        sheet=request.form.get("sheet", ""),
    )
    return redirect(url_for("importing.one_import", id=one.id))


@route(place, "/archive/import/<id>/start", action=ACTION, of=TableImport, methods=("POST",), summary="Bring it in")
@once
def start(thing: Row) -> Any:
    return _acted(thing, lambda: imports.start(house(), who(), thing["_id"]))


@route(place, "/archive/import/<id>/stop", action=ACTION, of=TableImport, methods=("POST",), summary="Stop it")
@once
def stop(thing: Row) -> Any:
    return _acted(thing, lambda: imports.stop(house(), who(), thing["_id"]))


@route(
    place, "/archive/import/<id>/undo", action=ACTION, of=TableImport, methods=("POST",), summary="Take it out again"
)
@once
def undo(thing: Row) -> Any:
    return _acted(thing, lambda: imports.undo(house(), who(), thing["_id"], request.form.get("reason", "")))


@route(place, "/archive/import/<id>/drop", action=ACTION, of=TableImport, methods=("POST",), summary="Leave it")
@once
def drop(thing: Row) -> Any:
    imports.drop(house(), who(), thing["_id"])
    flash(_("Nothing was brought in."), "info")
    return redirect(url_for("importing.all_imports"))


@route(place, "/archive/import/<id>/report.csv", action=ACTION, of=TableImport, summary="What came of each row, as CSV")
def report_csv(thing: Row) -> Response:
    return _sent(report.report(house(), thing), f"{thing['_id']}-report.csv")


@route(
    place, "/archive/import/<id>/left-out.csv", action=ACTION, of=TableImport, summary="Its rows with errors, as CSV"
)
def left_out_csv(thing: Row) -> Response:
    return _sent(report.left_out(house(), thing), f"{thing['_id']}-left-out.csv")


def take() -> TableImport:
    """The table of the request, taken in. Raises WrongUse where there is none, and what `bring` raises."""
    table, scans = request.files.get("table"), request.files.get("scans")
    if table is None or not table.filename:
        raise WrongUse(what="The upload", why="no file was chosen", field="table")
    form = request.form
    mapping = (
        mapping_of(saved(house(), who(), form["mapping"], form.get("unit"))["mapping"]) if form.get("mapping") else None
    )
    scratch = house().settings.home / "scratch"
    with told(table.filename):
        scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="unfold-", dir=scratch) as folder:
            path, beside = Path(folder, "table"), Path(folder, "scans")
            table.save(path)
            has_scans = scans is not None and bool(scans.filename)
            if scans is not None and has_scans:
                scans.save(beside)
            return bring(
                house(),
                who(),
                path,
                table.filename,
                unit=form.get("unit") or None,
                called=form.get("name", ""),
                sheet=form.get("sheet", "").strip(),
                mapping=mapping,
                scans=beside if has_scans else None,
            )


def _typed(thing: Row) -> Mapping:
    """What the form says; columns by their place, as `column-3`."""
    said: dict[str, Any] = {name: request.form.get(name, "") for name in SAID}
    said["columns"] = {heading: request.form.get(f"column-{at}", "") for at, heading in enumerate(thing["headings"])}
    said["tags"] = [tag.strip() for tag in request.form.get("tags", "").split(",") if tag.strip()]
    return mapping_of(said)


def _acted(thing: Row, act: Callable[[], None]) -> Any:
    try:
        act()
    except LontarError as problem:
        row = house().store.get(TableImport, thing["_id"]) or thing
        return make_response(shown.one(row, problem), problem.status)
    return redirect(url_for("importing.one_import", id=thing["_id"]))


def _sent(pieces: Iterator[bytes], name: str) -> Response:
    answer = Response(pieces, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
