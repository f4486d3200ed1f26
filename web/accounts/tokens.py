"""The page of one's personal tokens: made with a name, scopes and an end, shown once, listed and ended."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from office import personal_tokens
from schemas.errors import LontarError
from schemas.personal_token import SCOPES
from store.again import again
from store.contract import Row
from web.access import SIGNED_IN, route
from web.accounts.again import demand_password, has_password
from web.accounts.views import me
from web.admin.act import refused
from web.current import house
from web.once import once
from web.page import page
from web.who import who

place = Blueprint("tokens", __name__)


@route(place, "/account/tokens", action=SIGNED_IN, summary="One's own personal tokens")
def tokens() -> str:
    typed = {"name": "", "scopes": ["read"], "days": min(personal_tokens.USUAL_DAYS, _longest())}
    return page("accounts/tokens.html", **_shown(), typed=typed, problem=None)


@route(place, "/account/tokens", action=SIGNED_IN, methods=("POST",), summary="Make a personal token")
@once
def make_token() -> str | Response:
    """The token is shown on this answer only; its digest is kept."""
    form = request.form
    typed: dict[str, Any] = {"name": form.get("name", ""), "scopes": form.getlist("scopes")}
    typed["days"] = form.get("days", 0, type=int)
    try:
        if has_password():
            demand_password()
        secret, changes = personal_tokens.made(house().store, who(), me(), **typed, longest=_longest())
        house().store.commit(changes)
    except LontarError as problem:
        return refused(problem, "accounts/tokens.html", **_shown(), typed=typed)
    return page("accounts/token.html", token=secret)


@route(place, "/account/tokens/end", action=SIGNED_IN, methods=("POST",), summary="End a personal token")
def end_token() -> Response:
    token = request.form.get("token", "")
    again(house().store, lambda: personal_tokens.ended(house().store, who(), token, who().person))
    flash(_("The token was ended."), "success")
    return redirect(url_for("tokens.tokens"))


def _longest() -> int:
    return house().settings.accounts.token_days


def _shown() -> dict[str, Any]:
    longest = _longest()
    days = [one for one in personal_tokens.DAYS if one <= longest] or [longest]
    return {"rows": listed(who().person), "scopes": SCOPES, "choices": days, "asks": has_password()}


def listed(person: str) -> list[Row]:
    """The tokens of a person as pages show them."""
    rows = personal_tokens.of(house().store, person)
    return [row | {"ended": personal_tokens.has_ended(row)} for row in rows]
