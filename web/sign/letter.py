"""One letter that waits for a signature: its pages as they will be signed, signed, sent back, its state looked at."""

from typing import Any

from flask import Response, flash, make_response, redirect, url_for
from flask import request as asked
from flask_babel import gettext as _

from lontar.drafting import acts as drafting_acts
from lontar.drafting.shown import title_of
from lontar.signing import acts, waiting
from lontar.signing.acts import ACTION
from lontar.signing.signers import service_says
from paper.kinds import PDF
from schemas.draft import Draft
from schemas.errors import LontarError, NotFound
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.images import image_of
from web.once import once
from web.page import page
from web.sign.place import place
from web.who import who


@route(place, "/sign/<id>", action=ACTION, of=Draft, summary="A letter that waits for one's signature")
def one(thing: Row) -> Any:
    """Away from here where it does not wait any more."""
    return _sheet(thing)


@route(place, "/sign/<id>/pages/<int:number>", action=ACTION, of=Draft, summary="A page of it as a picture")
def sign_page(thing: Row, number: int) -> Response:
    """Of the PDF that is signed, not of what it was made from. Raises NotFound."""
    if not thing.get("frozen_sha256"):
        raise NotFound(what="Page image")
    file = {"no": 1, "sha256": thing["frozen_sha256"], "kind": PDF}
    drawn = image_of(house(), {"_id": thing["_id"], "files": [file]}, 1, number, None)
    return Response(drawn.data, mimetype="image/webp")


@route(place, "/sign/<id>/back", action=ACTION, of=Draft, methods=("POST",), summary="Send a letter back unsigned")
@once
def back(thing: Row) -> Any:
    try:
        drafting_acts.send_back(house(), who(), thing["_id"], asked.form.get("reason", ""))
    except LontarError as problem:
        return _refused(thing, problem)
    flash(_("Sent back."), "success")
    return redirect(url_for("sign.signing"))


@route(place, "/sign/<id>/check", action=ACTION, of=Draft, methods=("POST",), summary="Look what became of a signing")
@once
def check(thing: Row) -> Any:
    state = acts.check(house(), who(), thing["_id"])
    if state == "signed":
        flash(_("The letter was signed, and is kept."), "success")
    elif state == "frozen":
        flash(_("Nothing was signed. The letter waits for you."), "info")
    elif said := service_says(house(), who(), asked.form.get("nik", "").strip()):
        flash(_("The service answers (%(said)s), but does not tell what it signed.", said=said), "info")
    else:
        flash(_("Nothing more is known yet."), "info")
    return redirect(url_for("sign.one", id=thing["_id"]) if state != "signed" else url_for("sign.signing"))


@route(
    place, "/sign/<id>/again", action=ACTION, of=Draft, methods=("POST",), summary="Say that a letter is signed anew"
)
@once
def again(thing: Row) -> Any:
    try:
        acts.give_up(house(), who(), thing["_id"], asked.form.get("reason", ""))
    except LontarError as problem:
        return _refused(thing, problem)
    flash(_("The letter can be signed anew."), "success")
    return redirect(url_for("sign.one", id=thing["_id"]))


def _refused(thing: Row, problem: LontarError) -> Any:
    return make_response(_sheet(thing, problem), problem.status)


def _sheet(thing: Row, problem: LontarError | None = None) -> Any:
    from web.sign.views import to, told, wants_nik

    found = waiting.of_one(house(), who(), thing["_id"])
    if found is None:
        flash(_("This letter does not wait for your signature."), "info")
        return redirect(url_for("sign.signing"))
    return page(
        "sign/letter.html",
        one=found,
        heading=title_of(found.draft) or found.draft.get("reference_number"),
        to=to(found),
        problem=problem,
        wants_nik=wants_nik(),
        told=told(),
    )
