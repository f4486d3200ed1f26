"""Light, dark or as the system has it, and the language: choices that a cookie keeps, for signed-out pages too."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from schemas.person import Person
from store.changes import Changes
from web.access import route
from web.current import house
from web.i18n.language import LANGUAGES
from web.local import local_path
from web.who import person

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600

place = Blueprint("appearance", __name__)


def theme() -> str:
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


@route(place, "/appearance", public="signed-out people choose a language too", methods=("POST",), summary="Appearance")
def choose() -> Response:
    """Keeps the chosen theme and language and goes back to where the person was."""
    answer = redirect(local_path(request.form.get("back")))
    secure = request.is_secure
    wanted = request.form.get("theme")
    if wanted in THEMES:
        answer.set_cookie("theme", wanted, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    speech = request.form.get("language")
    if speech in LANGUAGES:
        answer.set_cookie("language", speech, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
        who = person()
        if who and who.get("language") != speech:
            account = house().store.load(Person, str(who["_id"]))
            account.language = speech
            house().store.commit(Changes.of(account))
    return answer
