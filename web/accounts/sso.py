"""Signing in by the office's sign-in service (OpenID Connect): leaving for it, and coming back."""

import secrets
import time
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, current_app, redirect, request, session, url_for
from flask_security import login_user
from werkzeug.wrappers import Response

from office import identities
from store.contract import Row
from web.access import route
from web.accounts.datastore import User
from web.accounts.post import public_address
from web.accounts.sso_begun import Begun
from web.accounts.sso_errors import Declined, NoService, NoWayBack, ServiceFault, SignInLost, code_shown
from web.current import house
from web.local import local_path
from web.settings import SingleSignOn
from web.who import reader

if TYPE_CHECKING:
    from web.accounts.sso_provider import Proven, Provider

place = Blueprint("sso", __name__)
BEGUN = "sso"
"""In the session: sign-ins that have begun, by their state."""
VIA = "via"
"""In the session: "sso" where the service let the person in, and no password of ours."""
MOST, MINUTES, LONGEST_NEXT = 3, 10, 500
"""Sign-ins begun at once in one browser, how long each may take, and characters of an address to go on to: all of it is
in the cookie."""


def settings() -> SingleSignOn:
    return house().settings.single_sign_on


def install(app: Flask) -> None:
    """What the service says of itself is known once for the app."""
    found = app.extensions["lontar"].settings
    if found.single_sign_on.oidc_issuer:
        from web.accounts.sso_provider import Provider  # its library takes 0.17 s, and most offices have no service

        app.extensions["lontar.sso"] = Provider(found.single_sign_on, found.outward.inside_hosts)


def service_name() -> str | None:
    """What the button of the sign-in page names; None without a service."""
    return settings().oidc_name or "SSO" if "lontar.sso" in current_app.extensions else None


def provider() -> "Provider":
    """Raises NoService."""
    if "lontar.sso" not in current_app.extensions:
        raise NoService
    return cast("Provider", current_app.extensions["lontar.sso"])


@route(place, "/sign-in/sso", public="who is signed out is sent to the office's sign-in service")
def leave() -> Response:
    service, onward = provider(), local_path(request.args.get("next"))
    if reader() is not None:
        return redirect(onward)
    begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(32), _back())
    address = service.leaving(begun)
    kept = {"nonce": begun.nonce, "verifier": begun.verifier, "at": int(time.time())}
    kept["next"] = onward if len(onward) <= LONGEST_NEXT else "/"
    before = list(session.get(BEGUN, {}).items())[-(MOST - 1) :]
    session[BEGUN] = dict(before) | {begun.state: kept}
    return _unkept(redirect(address))


@route(place, "/sign-in/sso/back", public="the code that the sign-in service gave is the proof")
def back() -> Response:
    service, state = provider(), request.args.get("state", "")
    waiting = dict(session.get(BEGUN, {}))
    kept = waiting.pop(state, None)
    session[BEGUN] = waiting  # each state is good once
    if kept is None or not 0 <= time.time() - kept["at"] <= MINUTES * 60:
        raise SignInLost(minutes=MINUTES)
    if reader() is not None:
        return redirect(local_path(kept["next"]))
    service.demand_issuer(request.args.get("iss"))
    if "error" in request.args:
        raise Declined(why=code_shown(request.args["error"]))
    if not request.args.get("code"):
        raise ServiceFault(why="it came back without a code")
    begun = Begun(state, kept["nonce"], kept["verifier"], _back())
    row = account_of(service, service.proven(request.args["code"], begun))
    login_user(User(row), authn_via=["sso"])
    session[VIA] = "sso"
    session.pop(BEGUN, None)
    return _unkept(redirect(local_path(kept["next"])))


def account_of(service: "Provider", proven: "Proven") -> Row:
    """The account of whoever the service names. Raises NoAccount, AccountOff, NotBound, BoundElsewhere, NotVerified."""
    store = house().store
    row = identities.owner(store, proven.identity)
    if row is None and not settings().oidc_bind:
        raise identities.NotBound
    return row or identities.bind(store, proven.identity, service.verified_email(proven))


def _back() -> str:
    """The address that is registered at the service. Raises NoWayBack."""
    address = public_address()
    if address is None:
        raise NoWayBack
    return address + url_for("sso.back")


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
