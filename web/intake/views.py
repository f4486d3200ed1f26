"""Intake: files dropped, chosen or photographed become letters; each says what became of it."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import Blueprint, Response, jsonify, request
from werkzeug.datastructures import FileStorage

from lontar.journey import Arrived, arrive
from web.access import route
from web.current import house, reader, wants_json
from web.i18n.words import say
from web.page import page

place = Blueprint("intake", __name__)
DIRECTIONS = ("legacy", "incoming", "outgoing", "internal")
LONGEST_NAME = 255


@route(place, "/intake", action="intake.add", summary="Upload")
def intake() -> str:
    return page("intake/intake.html", arrived=None, directions=DIRECTIONS)


@route(place, "/intake", action="intake.add", methods=("POST",), summary="Upload files")
def upload() -> str | Response:
    """One or more files as `files`, `direction` beside them; each is answered by name, whatever became of others."""
    direction = request.form.get("direction", "legacy")
    direction = direction if direction in DIRECTIONS else "legacy"
    arrived = [one for file in request.files.getlist("files") if file.filename for one in _kept(file, direction)]
    if wants_json():
        return jsonify(files=[_said(one) for one in arrived])
    return page("intake/intake.html", arrived=arrived, directions=DIRECTIONS)


def _kept(file: FileStorage, direction: str) -> list[Arrived]:
    who = reader()
    assert who is not None  # the route demands it
    scratch = house().settings.home / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    name = _base(file.filename or "")
    with NamedTemporaryFile(dir=scratch, prefix="upload-") as copy:
        file.save(copy)
        copy.flush()
        return arrive(house(), Path(copy.name), name, who, direction=direction)


def _base(name: str) -> str:
    """The last part of a name as a browser sends it, at most 255 bytes."""
    last = name.replace("\\", "/").rpartition("/")[2] or "_"
    return last.encode()[:LONGEST_NAME].decode(errors="ignore")


def _said(one: Arrived) -> dict[str, object]:
    message = say(one.error) if one.error else None
    return one.as_dict() | {"message": message, "address": f"/letters/{one.id}" if one.id else None}
