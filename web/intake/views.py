"""Intake: files chosen, photographed or dropped become letters; the list says what became of each.

The page sends files in pieces (web/uploads); without JavaScript the same form sends them whole. Either way all that
is known of them stands in the store, so that every tab and every reload shows the same list.
"""

import secrets
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from ingest.names import file_name
from lontar.intake import digitising, upload_list, uploads
from lontar.intake.received import received, summary
from office.access import may, may_see
from paper.sandbox import Sandbox
from schemas.box import Box, Folder
from schemas.errors import LontarError, WrongUse
from schemas.upload import Upload
from web.access import route
from web.current import house, wants_json
from web.i18n.words import say, say_stored
from web.once import FIELD, once
from web.page import page
from web.who import who

place = Blueprint("intake", __name__)
SHEET, SHEET_SECONDS = "paper.separator:sheet", 20.0


@route(place, "/intake", action="intake.add", summary="Upload")
def intake() -> str:
    return _page(None)


@route(place, "/intake/list", action="intake.add", summary="What became of the files, for the page to follow")
def sent() -> str:
    return page("intake/list.html", **_list())


@route(place, "/intake", action="intake.add", methods=("POST",), summary="Upload files")
@once
def upload() -> ResponseReturnValue:
    """One or more files as `files`, with `unit`, `direction`, `batch` and `split`; `joined` makes one letter of them.

    Each is answered by name, whatever became of the others."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files and not wants_json():
        problem = WrongUse(what="The upload", why="no file was chosen", field="files")
        return _page(problem), problem.status
    results = [result for number, file in enumerate(files, 1) for result in _kept(file, number, len(files))]
    if wants_json():
        return jsonify(files=[_said(one) for one in results])
    for one in (one for one in results if one["status"] == "refused"):
        flash(_said(one)["message"], "error")  # it is not in the list: there was nothing to keep
    return redirect(url_for("intake.intake"))


@route(place, "/intake/separator", action="intake.add", summary="The separator sheet, to be printed")
def separator_sheet() -> Response:
    with Sandbox(house().settings.paper) as sandbox:  # what draws its code is loaded there alone
        sheet: bytes = sandbox.call(SHEET, seconds=SHEET_SECONDS)
    answer = Response(sheet, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = "inline; filename=separator.pdf"
    return answer


@route(place, "/intake/discard", action="intake.add", methods=("POST",), summary="Take files off the list")
def discard() -> ResponseReturnValue:
    """The upload `id`, or all that have ended."""
    upload_list.discard(house(), who(), request.form.get("id"))
    return redirect(url_for("intake.intake"))


def _kept(file: FileStorage, number: int, all: int) -> list[dict[str, Any]]:
    """What became of one file of the form; of photos of one letter, the last one tells."""
    form = request.form
    sending = form.get(FIELD) or secrets.token_urlsafe(16)
    joined = bool(form.get("joined")) and all > 1
    name = file_name(file.filename or "")
    try:
        begun = uploads.begin(
            house(),
            who(),
            name=name,
            size=_size(file),
            unit=form.get("unit") or None,
            direction=form.get("direction") or "legacy",
            batch=form.get("batch") or None,
            split=form.get("split") or None,
            folder=form.get("folder") or None,
            group=sending if joined else f"{sending}-{number}",
            part=number if joined else 1,
            parts=all if joined else 1,
        )
        return list(_whole(begun, file).results)
    except LontarError as error:
        return [{"file": name, "id": None, "status": "refused", "error": error}]


def _whole(upload: Upload, file: FileStorage) -> Upload:
    if upload.state != "uploading":
        return upload
    file.stream.seek(upload.offset)
    return uploads.append(house(), upload, upload.offset, file.stream, who())


def _size(file: FileStorage) -> int:
    size = file.stream.seek(0, 2)
    file.stream.seek(0)
    return size


def _said(one: dict[str, Any]) -> dict[str, Any]:
    """A result as JSON says it, its error in the reader's language."""
    error, message = one["error"], None
    if isinstance(error, LontarError):
        one, message = one | {"error": error.as_dict(), "status": "rejected"}, say(error)
    elif error:
        message = say_stored(error)
    return one | {"message": message, "address": f"/letters/{one['id']}" if one["id"] else None}


def _page(problem: LontarError | None) -> str:
    usual = request.form.get("direction") or ("incoming" if "clerk" in who().roles else "legacy")
    units = uploads.units_of(house(), who())
    batches, manages = digitising.batches(house(), who()), may(who(), "batch.manage")
    values: dict[str, Any] = {"units": units, "usual": usual, "batches": batches, "manages": manages}
    values |= {"chosen": request.values.get("batch", ""), "folder": _folder(request.values.get("folder", ""))}
    return page("intake/intake.html", problem=problem, **values, **_list())


def _folder(id: str) -> dict[str, str] | None:
    """The folder that the files are to belong to, for who may see it."""
    row = house().store.get(Folder, id) if id else None
    if row is None or not may_see(who(), row):
        return None
    box = house().store.get(Box, row["box"]) or {}
    return {"id": row["_id"], "called": f"{box.get('number', '')}/{row['number']}"}


def _list() -> dict[str, Any]:
    found = received(house(), who())
    return {"sent": found, "summary": summary(found)}
