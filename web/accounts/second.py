"""Pages of the second factor: set up with a code to photograph, asked for behind the password, turned off."""

import time
from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from office import second_factor
from schemas.errors import LontarError
from schemas.person import Person
from web.access import SIGNED_IN, route
from web.accounts import lockout, sessions
from web.accounts.again import WrongPassword, demand_password
from web.accounts.datastore import User, edit
from web.accounts.views import me
from web.admin.act import refused
from web.current import house, office
from web.local import local_path
from web.page import page

place = Blueprint("second_factor", __name__)
LIBRARY = ("security.login", "security.change_password", "security.verify")
"""Pages of the accounts library, which does not know that a session may still lack its code."""


class SecondFactorDemanded(LontarError):
    code, title, status = "second-factor-demanded", "A second factor is needed", 409
    sentence = "This office asks your role for a second factor: it cannot be turned off."
    advice = "With a new telephone, ask an administrator to take the old one away, then set it up anew."


def code_first() -> Response | None:
    """Who has given the password but not yet the code gets to the page for it, and nowhere else."""
    if request.endpoint in LIBRARY and sessions.lacks_code(_user()):
        return redirect(url_for("second_factor.ask", next=request.args.get("next")))
    return None


@route(place, "/sign-in/code", public="the password was given; the code is the rest of the proof")
def ask() -> str | Response:
    user = _user()
    if not sessions.lacks_code(user):
        return redirect(local_path(request.args.get("next")))
    return page("accounts/code.html", problem=None)


@route(place, "/sign-in/code", public="the password was given; the code is the proof", methods=("POST",))
def enter() -> Response:
    user, after = _user(), local_path(request.args.get("next"))
    if user is None or not sessions.lacks_code(user):
        return redirect(after)

    def change(account: Person) -> None:
        second_factor.spend(account, request.form.get("one_time_password", ""), time.time())
        sessions.mark_whole(account)

    lockout.refuse_beyond(user.email)
    try:
        edit(user.id, change, "person.second-factor-given")
    except second_factor.WrongCode as problem:
        lockout.failed(user.email)
        return refused(problem, "accounts/code.html")
    lockout.forget(user.email)
    lockout.know(user.email)
    return redirect(after)


@route(place, "/account/second-factor", action=SIGNED_IN, summary="The second factor of one's own account")
def shown() -> str:
    return page("accounts/second_factor.html", **_shown(), problem=None)


@route(place, "/account/second-factor", action=SIGNED_IN, methods=("POST",), summary="Begin, confirm, turn off")
def act() -> str | Response:
    """`act`: begin (with the password), confirm (with a code; shows the recovery codes on this answer only), off (with
    both)."""
    login = str(me()["login"])
    lockout.refuse_beyond(login)
    try:
        return ACTS.get(request.form.get("act", ""), _back)()
    except second_factor.WrongCode as problem:
        lockout.failed(login)
        return refused(problem, "accounts/second_factor.html", **_shown())
    except (WrongPassword, SecondFactorDemanded) as problem:
        return refused(problem, "accounts/second_factor.html", **_shown())


def _begin() -> Response:
    demand_password()

    def change(account: Person) -> None:
        if not second_factor.is_on(account.to_mongo()):
            second_factor.prepare(account)

    edit(str(me()["_id"]), change, "")
    return redirect(_address())


def _confirm() -> str:
    spare: list[str] = []

    def change(account: Person) -> None:
        spare[:] = second_factor.confirm(account, request.form.get("one_time_password", ""), time.time())
        sessions.mark_whole(account)

    edit(str(me()["_id"]), change, "person.second-factor-on")
    return page("accounts/recovery.html", codes=spare)


def _off() -> Response:
    if _demanded():
        raise SecondFactorDemanded
    demand_password()

    def change(account: Person) -> None:
        second_factor.spend(account, request.form.get("one_time_password", ""), time.time())
        second_factor.off(account)

    edit(str(me()["_id"]), change, "person.second-factor-off")
    sessions.drop()
    flash(_("The second factor is off. All sessions were ended: sign in again."), "success")
    return redirect(url_for("security.login"))


def _demanded() -> bool:
    return house().settings.accounts.demands_second_factor(me().get("roles", ()))


def _back() -> Response:
    return redirect(_address())


ACTS: dict[str, Callable[[], str | Response]] = {"begin": _begin, "confirm": _confirm, "off": _off}


def _address() -> str:
    return url_for("second_factor.shown")


def _shown() -> dict[str, object]:
    """Whether it is on; while it is being set up, the key as text and as modules of a QR code."""
    row = house().store.get(Person, str(me()["_id"])) or me()
    kept = row.get("second_factor", {})
    secret = kept.get("pending")
    shown: dict[str, object] = {"on": second_factor.is_on(row), "spare": len(kept.get("spare", [])), "secret": secret}
    shown["demanded"] = _demanded()
    if secret:
        from paper import qr  # OpenCV takes 40 MB, which a process that shows no code need not have

        name = str((office() or {}).get("name") or "Lontar")
        shown["dark"] = qr.modules(second_factor.address(secret, str(row["login"]), name))
    return shown


def _user() -> User | None:
    user = current_user._get_current_object()
    return user if isinstance(user, User) and user.is_authenticated else None
