"""Pages of one's own account: keyboard and sessions; and the demo's sign-in."""

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_security import login_user
from werkzeug.wrappers import Response

from schemas.person import Person
from store.contract import Row
from web.access import SIGNED_IN, route
from web.accounts import sessions
from web.accounts.datastore import User, edit
from web.current import house, is_demo, is_loopback
from web.local import local_path
from web.page import page
from web.who import person

place = Blueprint("account", __name__)


def me() -> Row:
    found = person()
    assert found is not None  # the routes below need a sign-in
    return found


@route(place, "/account", action=SIGNED_IN, summary="One's own account")
def account() -> str:
    living = sessions.living(me().get("account") or {})
    return page("accounts/account.html", me=me(), living=living, this_session=session.get(sessions.KEY))


@route(place, "/account/keys", action=SIGNED_IN, methods=("POST",), summary="Single-key shortcuts on or off")
def shortcuts() -> Response:
    wanted = "keys" in request.form

    def change(account: Person) -> None:
        account.preferences["keys"] = wanted

    edit(str(me()["_id"]), change, "")
    flash(_("Saved."), "success")
    return redirect(url_for("account.account"))


@route(place, "/account/sessions", action=SIGNED_IN, methods=("POST",), summary="End own sessions")
def end_session() -> Response:
    """`sid`: which; without it all but this one."""
    if sid := request.form.get("sid"):
        sessions.end(str(me()["_id"]), sid)
        flash(_("The session was ended."), "success")
    else:
        sessions.end_others(str(me()["_id"]))
        flash(_("All other sessions were ended."), "success")
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
