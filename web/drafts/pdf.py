"""A draft as a PDF: what was frozen with its number, before that as it would be typeset now."""

from flask import Response

from lontar.drafting.typesetting import typeset_of
from paper.kinds import PDF
from schemas.draft import Draft
from store.contract import Row
from web.access import route
from web.current import house
from web.drafts.place import place


@route(place, "/drafts/<id>/letter.pdf", action="draft.read", of=Draft, summary="A draft as a PDF")
def draft_pdf(thing: Row) -> Response:
    """Raises what typesetting raises."""
    if thing.get("frozen_sha256"):
        with house().originals.open(thing["frozen_sha256"]) as stream:
            made = stream.read()
    else:
        made = typeset_of(house(), thing).pdf
    return Response(made, mimetype=PDF, headers={"Content-Disposition": "inline; filename=konsep.pdf"})
