"""The slip of a disposition, to be printed."""

from flask import Response

from lontar.routing.slip import slip
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.routing.place import place
from web.who import who


@route(place, "/letters/<id>/dispositions/<name>/slip.pdf", action="letter.read", of=Letter, summary="Its slip")
def slip_pdf(thing: Row, name: str) -> Response:
    """`name`: the id of the disposition."""
    made = slip(house(), who(), name, thing["_id"])
    return Response(
        made, mimetype="application/pdf", headers={"Content-Disposition": "inline; filename=lembar-disposisi.pdf"}
    )
