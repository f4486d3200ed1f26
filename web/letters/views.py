"""One letter: its page, its page images, the originals of its files."""

from flask import Response, request, send_file
from werkzeug.wrappers import Response as Answer

from lontar.letters import original_for, page_for
from lontar.routing.acts import opened
from lontar.sending.opening import opened as received
from paper.settings import WIDTHS
from schemas.errors import NotFound
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters import acts, arrange, copies, scan, state, thread
from web.letters.images import image_of
from web.letters.place import place
from web.letters.shown import shown
from web.who import who

__all__ = ["acts", "arrange", "copies", "place", "scan", "state", "thread"]


@route(place, "/letters/<id>", action="letter.read", of=Letter, summary="One letter")
def letter(thing: Row) -> str:
    """To whom it was sent has read it by that."""
    if request.method == "GET":
        opened(house(), who(), thing["_id"])
        received(house(), who(), thing["_id"])
    return shown(thing)


@route(
    place, "/letters/<id>/files/<int:file>/pages/<int:number>", action="letter.read", of=Letter, summary="Page image"
)
def page_image(thing: Row, file: int, number: int) -> Response:
    """WebP; `w` is one of the widths offered (full size without)."""
    page_for(who(), thing, (file, number))
    width = request.args.get("w", type=int)
    if width is not None and width not in WIDTHS:
        raise NotFound(what="Page image")
    found = image_of(house(), thing, file, number, width)
    answer = Response(found.data, mimetype="image/webp")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.set_etag(found.name)
    answer.make_conditional(request)
    return answer


@route(place, "/letters/<id>/files/<int:file>/original", action="letter.read", of=Letter, summary="The original")
def original(thing: Row, file: int) -> Answer:
    """The bytes as received, always as a download: what strangers sent is never shown by the browser itself."""
    one = original_for(house(), who(), thing, file)
    received(house(), who(), thing["_id"])
    stream = house().originals.open(one["sha256"])
    answer: Answer = send_file(
        stream, mimetype="application/octet-stream", as_attachment=True, download_name=one["name"], etag=one["sha256"]
    )
    return answer
