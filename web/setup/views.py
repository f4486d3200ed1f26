"""The first-run page: five tasks in any order; it stays until they are done or left."""

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_security import login_user
from werkzeug.wrappers import Response

from office.access import may
from office.founding import first_administrator
from office.tasks import leave
from schemas.errors import LontarError, NotFound, WrongUse
from schemas.event import INSTALLATION
from schemas.person import Person
from web.access import route, sign_in_first
from web.accounts.datastore import User
from web.admin.act import actor, refused
from web.current import house
from web.once import once
from web.page import page
from web.setup.founder import close, has_begun, may_set_up, take
from web.setup.gate import office_tasks
from web.who import reader

place = Blueprint("setup", __name__)
WHY = "before there is anybody it checks itself who may: at this machine, or with the token that lontar run printed"


@route(place, "/setup", public=WHY, summary="What a new office still has to do")
def setup() -> Response:
    """With ?token= the token is taken, and goes out of the address at once."""
    if "token" in request.args and not has_begun() and take(request.args["token"]):
        return redirect(url_for("setup.setup"))
    who = reader()
    if who is not None and may(who, "office.manage"):
        return make_response(page("setup/setup.html", tasks=office_tasks()))
    if has_begun():
        if who is None:
            return sign_in_first()  # type: ignore[no-any-return]
        raise NotFound(what="Page")
    return make_response(page("setup/closed.html"), 403)


@route(place, "/setup/administrator", public=WHY, summary="The form for the first administrator")
def administrator() -> str:
    demand_founder()
    return page("setup/administrator.html", values={}, problem=None)


@route(place, "/setup/administrator", public=WHY, methods=("POST",), summary="Make the first administrator")
@once
def make_administrator() -> Response:
    """Makes the account and signs it in; after it nobody else comes in this way."""
    demand_founder()
    values = {name: request.form.get(name, "") for name in ("name", "login")}
    try:
        if request.form.get("password") != request.form.get("password_again"):
            raise WrongUse(what="The password", why="the two entries differ", field="password_again")
        shortest = house().settings.accounts.password_length
        changes = first_administrator(
            **values, password=request.form.get("password", ""), shortest=shortest, actor=INSTALLATION
        )
        house().store.commit(changes)
    except LontarError as problem:
        return refused(problem, "setup/administrator.html", values=values)
    close(house().settings.home)
    row = house().store.get(Person, changes.puts[0].document.id)  # type: ignore[union-attr] # it puts an object
    login_user(User(row or {}), authn_via=["password"])
    flash(_("The administrator %(login)s is signed in.", login=values["login"]), "success")
    return redirect(url_for("setup.setup"))


def demand_founder() -> None:
    """Raises NotFound for everybody once there is an administrator, and for strangers before."""
    if not may_set_up():
        raise NotFound(what="Page")


@route(
    place, "/setup/leave", action="office.manage", methods=("POST",), summary="A task is not needed, or is after all"
)
@once
def leave_task() -> Response:
    left = "back" not in request.form
    house().store.commit(leave(house().store, request.form.get("task", ""), actor(), left=left))
    flash(_("Noted. It can be done at any time.") if left else _("The task is on the list again."), "success")
    return redirect(url_for("setup.setup"))
