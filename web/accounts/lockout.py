"""How often a sign-in may fail, so that guessing is slow and nobody can lock the owner of an account out.

Failures count for a login from one network address, for that address, and for the login from everywhere. A browser
that this login has signed in with before carries a signed cookie and is counted by itself alone: it waits for no
stranger. That is OWASP's "Slow Down Online Guessing Attacks with Device Cookies".
"""

import hashlib
import secrets
from math import ceil
from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from office.second_factor import is_on
from web.accounts.datastore import User
from web.accounts.limits import TooManyTries, count_one, forget_one, sweep, wait
from web.current import web_settings

COOKIE, SALT = "lontar-known", "known browser"
DAYS = 180
MOST = 5  # people of one browser; who signed in longest ago is forgotten
DAY_SECONDS = 24 * 3600


def refuse_beyond(login: str) -> None:
    """Raises TooManyTries while this login has to wait here."""
    if seconds := wait(_counted(login)):
        raise TooManyTries(minutes=ceil(seconds / 60), retry_after=ceil(seconds))


def failed(login: str) -> None:
    """Count one failure."""
    for key in _counted(login):
        count_one(key)
    sweep()


def forget(login: str) -> None:
    """After a good sign-in this login starts anew here; the address does not, or one account would free an attacker,
    nor does the login elsewhere, or each sign-in of the owner would give strangers new guesses."""
    forget_one(next(iter(_counted(login))))


def remember(sender: Any, user: User, **_: Any) -> None:
    """After a sign-in: this browser is known, unless a code is still to come. Connected to the library's signal."""
    if not is_on(user.row):
        know(user.email)


def know(login: str) -> None:
    """This browser is known for this login from this answer on."""
    known = _known()
    known.pop(_digest(login), None)
    kept = dict(list(known.items())[-(MOST - 1) :]) | {_digest(login): secrets.token_urlsafe(12)}

    @after_this_request
    def hand_over(answer: Response) -> Response:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        answer.set_cookie(
            COOKIE,
            _signer().dumps(kept),
            max_age=DAYS * DAY_SECONDS,
            path="/",
            secure=secure,
            httponly=True,
            samesite="Lax",
        )
        return answer


def _counted(login: str) -> dict[str, int]:
    """What is counted, with its limit, the narrowest first. Hashed, because people type passwords into the wrong
    field."""
    limits, name = web_settings(), login.strip().lower()
    if browser := _known().get(_digest(name)):
        return {_digest(f"browser:{browser} login:{name}"): limits.sign_in_attempts}
    return {
        _digest(f"login:{name} address:{request.remote_addr}"): limits.sign_in_attempts,
        _digest(f"address:{request.remote_addr}"): limits.sign_in_attempts_address,
        _digest(f"login:{name}"): limits.sign_in_attempts_login,
    }


def _known() -> dict[str, str]:
    """The logins that this browser is known for, as digests, each with the number it was given."""
    try:
        found = _signer().loads(request.cookies.get(COOKIE, ""), max_age=DAYS * DAY_SECONDS)
    except BadSignature:
        return {}
    return dict(found)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=SALT)


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().lower().encode()).hexdigest()
