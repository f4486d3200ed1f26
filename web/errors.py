"""The one handler of errors: a page or JSON with the same sentence.

What a person may not see looks exactly like what does not exist. An error nobody foresaw shows a fixed sentence and
an incident number, under which the log holds the rest.
"""

import logging
import secrets
from typing import Any

from flask import Flask, jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, ValidationError, validate_csrf
from werkzeug.exceptions import HTTPException

from office.people import administrators
from schemas.errors import DiskFull, Forbidden, LontarError, NotFound
from store.disk import is_full
from store.errors import StoreAway
from web.access import SAFE, SignInNeeded, needs_sign_in, sign_in_first
from web.away import leave_store, store_is_away
from web.current import house, wants_json
from web.i18n.words import say, title_of
from web.kept import form as kept
from web.kept.words import typed
from web.page import page
from web.who import person

log = logging.getLogger("lontar.web")


class PageMissing(NotFound):
    code = "page-missing"
    sentence = "This page was not found or is not available to you."
    advice = "Check the address, or search for the letter."


class WrongMethod(LontarError):
    code, title, status = "wrong-method", "Not possible here", 405
    sentence = "This address does not take that kind of request."


class TooMuch(LontarError):
    code, title, status = "too-much", "Too large", 413
    sentence = "What was sent is larger than this server takes at once."
    advice = "Send it in pieces from the upload page, which goes on after a cut."


class TooSlow(LontarError):
    code, title, status = "too-slow", "Cut off", 408
    sentence = "The upload took too long and was cut off."
    advice = "Send it again; uploads from the upload page go on where they stopped."


class StaleForm(LontarError):
    code, title, status = "stale-form", "Page too old", 400
    sentence = "This page was open too long or belongs to another sign-in, so nothing was saved."
    advice = "Go back, load the page again, and send it once more."


class BadRequest(LontarError):
    code, title, status = "bad-request", "Not understood", 400
    sentence = "The request could not be understood."
    advice = "Go back and try again."


class Incident(LontarError):
    code, title, status = "incident", "Something went wrong", 500
    sentence = "Something went wrong on the server. What was saved before is safe."
    advice = "Try again; if it happens again, tell your administrator the number %(incident)s."


ASK, NAMED = (413, 500, 503, 507), 3
"""Statuses of a limit, a full disk or a fault; administrators named on their page."""
BY_STATUS: dict[int, type[LontarError]] = {404: PageMissing, 405: WrongMethod, 408: TooSlow, 413: TooMuch}


def shown(error: Exception) -> LontarError:
    """What the person gets to see for an exception."""
    if isinstance(error, NotFound) or (isinstance(error, Forbidden) and request.method in SAFE):
        return PageMissing()
    if isinstance(error, LontarError):
        return error
    if isinstance(error, CSRFError):
        return StaleForm()
    if isinstance(error, HTTPException) and error.code and error.code < 500:
        return BY_STATUS.get(error.code, BadRequest)()
    if is_full(error):
        return DiskFull(what="this")
    incident = secrets.token_hex(4)
    where = request.url_rule.rule if request.url_rule else "no route"  # an address may hold a token
    said = {"event": "incident", "incident": incident}
    log.error("incident %s at %s %s", incident, request.method, where, exc_info=error, extra={"said": said})
    return Incident(incident=incident)


def whom_to_ask(error: LontarError) -> list[str]:
    """Names of administrators, to somebody of the office, where only they can help."""
    if error.status not in ASK or person() is None:
        return []
    try:
        return [str(row["name"]) for row in administrators(house().store)[:NAMED]]
    except LontarError:
        return []  # the store itself is what does not answer


def form_again(error: LontarError) -> dict[str, Any] | None:
    """What was sent, to be sent again from the page of an error that may pass: nobody types it twice."""
    passing = error.status == 409 or error.status >= 500
    if not passing or not request.form or kept.brings_files() or not is_mine():
        return None
    return {"address": kept.address(), "values": kept.values(), "typed": typed(kept.values())}


def as_json(error: LontarError) -> dict[str, Any]:
    """LontarError.as_dict with its words in the reader's language."""
    return error.as_dict() | {"title": title_of(error), "message": say(error)}


def is_mine() -> bool:
    """Whether a form was typed by who is signed in, in this session or another one; in this one alone while the store
    is away, which knows who is signed in."""
    if store_is_away():
        return kept.typed_by() is not None and _is_of_this_session()
    row = person()
    return row is not None and needs_sign_in(request.endpoint) and kept.typed_by() == str(row["_id"])


def _is_of_this_session() -> bool:
    try:
        validate_csrf(request.form.get(kept.CSRF))
    except ValidationError:
        return False
    return True


def answer(error: Exception) -> ResponseReturnValue:
    """Also where the store goes away while the answer is made."""
    if isinstance(error, StoreAway):
        leave_store()
        return _answer(error)
    try:
        return _answer(error)
    except StoreAway as away:
        leave_store()
        return _answer(away)


def _answer(error: Exception) -> ResponseReturnValue:
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return error.get_response()
    if isinstance(error, CSRFError) and is_mine() and kept.keep():
        return redirect(kept.ADDRESS, 303)
    seen = shown(error)
    if isinstance(seen, SignInNeeded) and not wants_json() and request.method in SAFE:
        return sign_in_first()  # type: ignore[no-any-return]
    body = jsonify(error=as_json(seen)) if wants_json() else make_response(_page(seen))
    body.status_code = seen.status
    if "retry_after" in seen.params:
        body.headers["Retry-After"] = str(seen.params["retry_after"])
    return body


def _page(error: LontarError) -> str:
    return page("error.html", error=error, ask=whom_to_ask(error), form=form_again(error))


def install(app: Flask) -> None:
    app.register_error_handler(Exception, answer)
