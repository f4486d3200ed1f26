"""Pages of one's own account: language, theme, password, sessions, personal tokens; and the demo's sign-in."""

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_security import login_user
from werkzeug.wrappers import Response

from office import tokens
from schemas.person import Person
from store.contract import Row
from web.access import SIGNED_IN, route
from web.accounts import sessions
from web.accounts.datastore import User, edit
from web.current import house, is_demo, is_loopback
from web.local import local_path
from web.once import once
from web.page import page
from web.who import person

place = Blueprint("account", __name__)
MOST_TOKENS = 10


def me() -> Row:
    found = person()
    assert found is not None  # the routes below need a sign-in
    return found


@route(place, "/account", action=SIGNED_IN, summary="One's own account")
def account() -> str:
    return page(
        "accounts/account.html", me=me(), own=(me().get("account") or {}), this_session=session.get(sessions.KEY)
    )


@route(place, "/account/keys", action=SIGNED_IN, methods=("POST",), summary="Single-key shortcuts on or off")
def shortcuts() -> Response:
    wanted = "keys" in request.form

    def change(account: Person) -> None:
        account.preferences["keys"] = wanted

    edit(str(me()["_id"]), change, "")
    flash(_("Saved."), "success")
    return redirect(url_for("account.account"))


@route(place, "/account/sessions", action=SIGNED_IN, methods=("POST",), summary="End one of one's own sessions")
def end_session() -> Response:
    sessions.end(str(me()["_id"]), request.form.get("sid", ""))
    flash(_("The session was ended."), "success")
    return redirect(url_for("account.account"))


@route(place, "/account/tokens", action=SIGNED_IN, methods=("POST",), summary="Make a personal token")
@once
def make_token() -> str | Response:
    """The token is shown on this answer only; the account keeps its digest."""
    token = f"lontar_{tokens.new()}"

    def change(account: Person) -> None:
        account.tokens = [*account.tokens[-(MOST_TOKENS - 1) :], tokens.digest(token)]

    edit(str(me()["_id"]), change, "person.token-made")
    return page("accounts/token.html", token=token)


@route(place, "/account/tokens/end", action=SIGNED_IN, methods=("POST",), summary="End all personal tokens")
def end_tokens() -> Response:
    def change(account: Person) -> None:
        account.tokens = []

    edit(str(me()["_id"]), change, "person.tokens-ended")
    flash(_("All personal tokens were ended."), "success")
    return redirect(url_for("account.account"))


@route(place, "/sign-in/demo", public="sample people, in a demo on this machine only", methods=("POST",))
def demo_sign_in() -> Response:
    if not (is_demo() and is_loopback()):
        abort(404)
    row = house().store.get(Person, request.form.get("person", ""))
    if row is None or not row.get("active", True):
        abort(404)
    login_user(User(row), authn_via=["demo"])
    return redirect(local_path(request.args.get("next")))


def demo_people() -> list[Row]:
    """The sample people for the sign-in page; nobody outside a demo on this machine."""
    if not (is_demo() and is_loopback()):
        return []
    fields = ("name", "roles", "unit", "active")
    return list(house().store.find(Person, {}, sort=[("name", 1)], limit=12, fields=fields))
