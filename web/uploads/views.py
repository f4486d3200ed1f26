"""Uploads in pieces: tus 1.0.0 (https://tus.io/protocols/resumable-upload), core and creation, and JSON of the state.

Sessions and personal tokens both work. An offset is answered only once its bytes are on the disk.
"""

import base64
import binascii
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request, url_for

from ingest.names import file_name
from lontar.intake import uploads
from schemas.errors import WrongUse
from schemas.upload import Upload
from store.contract import Row
from web.access import Takes, route
from web.api import query
from web.api.shape import WHOLE
from web.current import house
from web.i18n.words import say_stored
from web.uploads.errors import TooLong, WrongPiece, WrongProtocol
from web.who import who

place = Blueprint("uploads", __name__, url_prefix="/api/v1")
place.before_request(query.check)
VERSION, PIECE = "1.0.0", "application/offset+octet-stream"
SIZE = Takes("Upload-Length", "Bytes of the file.", WHOLE | {"minimum": 0}, required=True, place="header")
PROTOCOL = Takes("Tus-Resumable", "Version of the protocol.", {"enum": [VERSION]}, required=True, place="header")
FACTS = Takes(
    "Upload-Metadata",
    "name, unit, direction, batch, folder, split; group, part, parts of photos of one letter: base64.",
    place="header",
)
OFFSET = Takes("Upload-Offset", "Bytes that are stored.", WHOLE | {"minimum": 0}, required=True, place="header")


@place.after_request
def say_version(response: Response) -> Response:
    """Also to OPTIONS, which Flask answers by itself."""
    response.headers["Tus-Resumable"] = VERSION
    if request.method == "OPTIONS" or response.status_code == WrongProtocol.status:
        most = current_app.extensions["lontar.web"].upload_bytes
        response.headers.update({"Tus-Version": VERSION, "Tus-Extension": "creation", "Tus-Max-Size": str(most)})
    return response


@route(
    place, "/uploads", action="intake.add", methods=("POST",), summary="Begin the upload of a file",
    takes=(PROTOCOL, SIZE, FACTS), done=201,
)  # fmt: skip
def begin() -> Response:
    check_version()
    facts = metadata(request.headers.get("Upload-Metadata", ""))
    upload = uploads.begin(
        house(),
        who(),
        name=file_name(facts.get("name") or facts.get("filename", "")),
        size=number("Upload-Length", request.headers.get("Upload-Length")),
        unit=facts.get("unit"),
        direction=facts.get("direction") or "legacy",
        batch=facts.get("batch") or None,
        split=facts.get("split") or None,
        folder=facts.get("folder") or None,
        group=facts.get("group"),
        part=number("part", facts.get("part", "1")),
        parts=number("parts", facts.get("parts", "1")),
    )
    response = _where(upload.offset, upload.size, Response(status=201))
    response.headers["Location"] = url_for("uploads.state", id=upload.id)
    return response


@route(
    place,
    "/uploads/<id>",
    action="intake.add",
    of=Upload,
    summary="How much is stored, and what became of it",
    gives="Upload",
)
def state(thing: Row) -> Response:
    """HEAD for the protocol; GET with a body for whoever wants to know more."""
    if request.method == "HEAD":
        check_version()
    results = [one | {"message": say_stored(one["error"]) if one["error"] else None} for one in thing["results"]]
    names = ("name", "size", "offset", "state", "unit", "direction")
    said: dict[str, Any] = {name: thing[name] for name in names} | {"results": results}
    said |= {name: thing.get(name) for name in ("batch", "sha256")}
    return _where(thing["offset"], thing["size"], jsonify(id=thing["_id"], **said))


@route(
    place, "/uploads/<id>", action="intake.add", of=Upload, methods=("PATCH",), summary="Send a piece",
    takes=(PROTOCOL, OFFSET), sends=PIECE, done=204,
)  # fmt: skip
def append(thing: Row) -> Response:
    check_version()
    if request.mimetype != PIECE:
        raise WrongPiece
    upload = Upload.unpacked(thing)
    offset = number("Upload-Offset", request.headers.get("Upload-Offset"))
    if offset + (request.content_length or 0) > upload.size:
        raise TooLong(file=upload.name, size=upload.size)
    upload = uploads.append(house(), upload, offset, request.stream, who())
    return _where(upload.offset, upload.size, Response(status=204))


def check_version() -> None:
    """Raises WrongProtocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise WrongProtocol(version=VERSION)


def metadata(header: str) -> dict[str, str]:
    """The pairs of an Upload-Metadata header. Raises WrongUse."""
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise WrongUse(what="Upload-Metadata", why=f"{key} is not UTF-8 in base64") from error
    return found


def number(name: str, value: str | None) -> int:
    """Raises WrongUse."""
    if value is None or not (value.isascii() and value.isdigit()) or len(value) > 18:
        raise WrongUse(what=name, why="it is not a whole number")
    return int(value)


def _where(offset: int, size: int, response: Response) -> Response:
    response.headers.update({"Upload-Offset": str(offset), "Upload-Length": str(size), "Cache-Control": "no-store"})
    return response
