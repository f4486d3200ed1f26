"""The page that shows a kept form to who typed it, and sends it."""

from flask import Blueprint, flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from web.access import SIGNED_IN, route
from web.kept import form
from web.kept.words import typed
from web.page import page

place = Blueprint("kept", __name__)


@route(place, form.ADDRESS, action=SIGNED_IN, summary="What was typed before the sign-in ended")
def shown() -> str | Response:
    found = form.kept()
    if found is None:
        return redirect("/")
    return page("kept/kept.html", form=found, typed=typed(found["values"]))


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
