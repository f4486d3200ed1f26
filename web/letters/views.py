"""One letter: its page, page images, the original, withdrawing and restoring, tags and notes."""

from flask import Response, flash, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from lontar import letters
from paper.settings import WIDTHS
from schemas.errors import NotFound
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters import description
from web.letters.images import image_of
from web.letters.place import back, place, who
from web.letters.shown import shown
from web.once import once

__all__ = ["description", "place"]


@route(place, "/letters/<id>", action="letter.read", of=Letter, summary="One letter")
def letter(thing: Row) -> str:
    return shown(thing)


@route(
    place, "/letters/<id>/files/<int:file>/pages/<int:number>", action="letter.read", of=Letter, summary="Page image"
)
def page_image(thing: Row, file: int, number: int) -> Response:
    """WebP; `w` is one of the widths offered (full size without)."""
    width = request.args.get("w", type=int)
    if width is not None and width not in WIDTHS:
        raise NotFound(what="Page image")
    found = image_of(house(), thing, file, number, width)
    answer = Response(found, mimetype="image/webp")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.set_etag(f"{thing['files'][file - 1]['sha256'][:16]}-{number}-{width or 0}")
    answer.make_conditional(request)
    return answer


@route(place, "/letters/<id>/files/<int:file>/original", action="letter.read", of=Letter, summary="The original")
def original(thing: Row, file: int) -> Answer:
    """The bytes as received, always as a download: what strangers sent is never shown by the browser itself."""
    one = next((one for one in thing["files"] if one["no"] == file), None)
    if one is None:
        raise NotFound(what="File")
    stream = house().originals.open(one["sha256"])
    answer: Answer = send_file(
        stream, mimetype="application/octet-stream", as_attachment=True, download_name=one["name"], etag=one["sha256"]
    )
    return answer


@route(place, "/letters/<id>/withdraw", action="letter.withdraw", of=Letter, methods=("POST",), summary="Withdraw")
@once
def withdraw(thing: Row) -> Answer:
    letters.withdraw(house(), who(), thing["_id"], request.form.get("reason", ""))
    flash(_("The letter was withdrawn. It can be restored here."), "success")
    return back(thing["_id"])


@route(place, "/letters/<id>/restore", action="letter.restore", of=Letter, methods=("POST",), summary="Restore")
@once
def restore(thing: Row) -> Answer:
    letters.restore(house(), who(), thing["_id"])
    flash(_("The letter was restored."), "success")
    return back(thing["_id"])


@route(place, "/letters/<id>/tags", action="letter.tag", of=Letter, methods=("POST",), summary="Tags")
@once
def tags(thing: Row) -> Answer:
    letters.tag(house(), who(), thing["_id"], request.form.get("tags", "").split(","))
    flash(_("Saved."), "success")
    return back(thing["_id"])


@route(place, "/letters/<id>/notes", action="letter.note", of=Letter, methods=("POST",), summary="A note")
@once
def notes(thing: Row) -> Answer:
    letters.note(house(), who(), thing["_id"], request.form.get("text", ""))
    flash(_("Saved."), "success")
    return back(thing["_id"])
