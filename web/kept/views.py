"""The page that shows a kept form to who typed it, and sends it."""

from flask import Blueprint, flash, redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from web.access import SIGNED_IN, route
from web.kept import form
from web.page import page

place = Blueprint("kept", __name__)

LABELS = {
    "text": _l("A note"),
    "reason": _l("Reason"),
    "tags": _l("Tags"),
    "subject": _l("Subject"),
    "reference_number": _l("Number"),
    "date": _l("Date"),
    "sender": _l("Sender"),
    "recipients": _l("Recipients"),
    "name": _l("Name"),
    "login": _l("E-mail address"),
    "code": _l("Code"),
    "lines": _l("Letterhead"),
}
"""Fields that people type, as the page shows them; what was chosen is sent along unseen."""


@route(place, form.ADDRESS, action=SIGNED_IN, summary="What was typed before the sign-in ended")
def shown() -> str | Response:
    found = form.kept()
    if found is None:
        return redirect("/")
    typed = [(LABELS[name], value) for name, value in found["values"] if name in LABELS and value]
    return page("kept/kept.html", form=found, typed=typed)


@route(place, "/kept/send", action=SIGNED_IN, methods=("POST",), summary="Send it after all")
def send() -> Response:
    """To where the form goes: the browser sends the same body on (307)."""
    found = form.kept()
    if found is None:
        return redirect("/")
    form.drop(found)
    return redirect(found["address"], 307)


@route(place, "/kept/discard", action=SIGNED_IN, methods=("POST",), summary="Do not send it")
def discard() -> Response:
    found = form.kept()
    if found is None:
        return redirect("/")
    form.drop(found)
    flash(_("It was not sent."), "info")
    return redirect(found["page"])
