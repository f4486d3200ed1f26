"""One letter that waits for a signature: its pages as they will be signed, signed, sent back, its state looked at."""

from typing import Any

from flask import Response, flash, make_response, redirect, url_for
from flask import request as asked
from flask_babel import gettext as _

from lontar.drafting import acts as drafting_acts
from lontar.drafting.shown import title_of
from lontar.signing import settling, waiting
from lontar.signing.acts import ACTION
from lontar.signing.signers import send_code, service_says, takes_codes, wants_nik
from paper.kinds import PDF
from schemas.draft import Draft
from schemas.errors import LontarError, NotFound
from signing.attempts import BelowLevel
from store.contract import Row
from web.access import route
from web.current import house
from web.i18n.words import say, say_stored
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
        return refused(thing, problem)
    flash(_("Sent back."), "success")
    return redirect(url_for("sign.signing"))


@route(place, "/sign/<id>/code", action=ACTION, of=Draft, methods=("POST",), summary="Have a one-time code sent")
@once
def code(thing: Row) -> Any:
    """The service sends it to the signer; it signs one letter."""
    try:
        send_code(house(), who())
    except LontarError as problem:
        return refused(thing, problem)
    flash(_("The signing service sends you a code. It signs one letter."), "info")
    return redirect(url_for("sign.one", id=thing["_id"], by="code"))


@route(place, "/sign/<id>/check", action=ACTION, of=Draft, methods=("POST",), summary="Look what became of a signing")
@once
def check(thing: Row) -> Any:
    try:
        state = settling.check(house(), who(), thing["_id"])
    except BelowLevel as problem:
        flash(say(problem), "warning")
        return redirect(url_for("sign.one", id=thing["_id"]))
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
        settling.give_up(house(), who(), thing["_id"], asked.form.get("reason", ""))
    except LontarError as problem:
        return refused(thing, problem)
    flash(_("The letter can be signed anew."), "success")
    return redirect(url_for("sign.one", id=thing["_id"]))


def refused(thing: Row, problem: LontarError) -> Any:
    """The page of a letter that stayed as it was."""
    return make_response(_sheet(thing, problem), problem.status)


def _sheet(thing: Row, problem: LontarError | None = None) -> Any:
    from web.sign.views import to, told

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
        below=say_stored(found.attempt.error) if found.attempt and found.below else "",
        wants_nik=wants_nik(house().settings),
        codes=takes_codes(house().settings),
        by_code=asked.args.get("by") == "code" or "one_time_password" in asked.form,
        told=told(),
    )
