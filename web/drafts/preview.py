"""How a draft will look: its pages as pictures, of what is saved and of what is being typed."""

import base64
from collections import OrderedDict
from threading import Lock

from flask import Response, jsonify, request

from lontar.drafting import acts
from lontar.drafting.typesetting import preview_of, template_of
from schemas.draft import Draft
from schemas.errors import LontarError, NotFound
from store.contract import Row
from web.access import route
from web.current import house
from web.drafts import form
from web.drafts.place import place

KEPT = 32
"""Drafts whose pictures are kept, the last asked for: a page asks for each of its pictures by itself."""
_PAGES: OrderedDict[tuple[str, int], list[bytes]] = OrderedDict()
_ALONE = Lock()


def pages_of(row: Row) -> tuple[int, LontarError | None]:
    """How many pages a draft has; none where it cannot be typeset as it stands, and why."""
    try:
        return len(_pictures(row)), None
    except LontarError as problem:
        return 0, problem


@route(place, "/drafts/<id>/pages/<int:number>", action="draft.read", of=Draft, summary="A page of it as a picture")
def draft_page(thing: Row, number: int) -> Response:
    """The address names the version, so that a browser keeps it. Raises NotFound."""
    pictures = _pictures(thing)
    if not 1 <= number <= len(pictures):
        raise NotFound(what="Page image")
    return Response(pictures[number - 1], mimetype="image/png", headers={"Cache-Control": "private, max-age=3600"})


@route(
    place,
    "/drafts/<id>/preview",
    action="draft.write",
    of=Draft,
    methods=("POST",),
    summary="How what is being typed would look; nothing is saved",
)
def preview(thing: Row) -> Response:
    """{"pages": addresses of pictures}. Raises what typesetting raises."""
    said = acts.said(house(), thing["template"], form.values_of(thing, request.form))
    typed = (
        thing | {"content": said["content"]} | {name: said[name] or None for name in ("signer", "behalf", "through")}
    )
    try:
        pictures = preview_of(house(), typed)
    except LontarError as problem:
        raise form.worded(template_of(house(), thing["template"]), problem) from problem
    return jsonify(pages=[f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in pictures])


def _pictures(row: Row) -> list[bytes]:
    """Raises what typesetting raises."""
    key = row["_id"], row["version"]
    with _ALONE:
        found = _PAGES.get(key)
    if found is None:
        found = preview_of(house(), row)
        with _ALONE:
            _PAGES[key] = found
            while len(_PAGES) > KEPT:
                _PAGES.popitem(last=False)
    return found
