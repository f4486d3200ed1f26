"""What stands before every page: the first run, the password that somebody else has seen, the second factor that a
role must have."""

from flask import Flask, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from lontar.settings import again
from office.access import may
from office.mail import is_set
from office.people import is_one_time
from office.second_factor import is_on
from office.tasks import Task, tasks
from schemas.errors import LontarError, Unavailable
from store.contract import Row
from web.accounts.sso import VIA
from web.current import house, is_demo, wants_json
from web.setup.founder import has_begun
from web.who import person, reader, token

ALWAYS = ("assets", "appearance", "health", "metrics", "setup")
"""Rooms that answer at any time."""
FOUNDING = ("admin.office", "admin.letterhead", "admin.crest", "admin.units", "admin.mail")
"""Beginnings of the pages on which the tasks are done, before anybody has an account."""
NEW_PASSWORD = ("security.change_password", "security.logout")
SECOND_FACTOR = ("second_factor.shown", "second_factor.act", *NEW_PASSWORD)


class SecondFactorNeeded(LontarError):
    code, title, status = "second-factor-needed", "A second factor is needed", 403
    sentence = "This office asks your role for a second factor, and you have none yet."
    advice = "Set it up on the page of your account."


def office_tasks() -> tuple[Task, ...]:
    """The five tasks of this office, looked at once a request."""
    if "tasks" not in g:
        settings = again(house().settings).office
        g.tasks = tasks(house().store, settings.smtp_host if is_set(settings) else "")
    return tuple(g.tasks)


def open_tasks() -> int:
    """How many tasks are left, for those who can do them; a demo has nothing to set up."""
    who = reader()
    if who is None or person() is None or is_demo() or not may(who, "office.manage"):
        return 0
    return sum(task.open for task in office_tasks())


def stop() -> ResponseReturnValue | None:
    """Where the person has to go first; None: on to the page."""
    endpoint = request.endpoint or ""
    if endpoint.partition(".")[0] in ALWAYS:
        return None
    if not has_begun():
        return None if endpoint.startswith(FOUNDING) else _to_setup()
    account = person()
    if account is None or token() is not None or session.get(VIA) == "sso":
        return None
    if is_one_time(account):
        return None if endpoint in NEW_PASSWORD else redirect(url_for("security.change_password"))
    if second_factor_lacks(account) and endpoint not in SECOND_FACTOR:
        return _to_second_factor()
    return None


def second_factor_lacks(account: Row) -> bool:
    """Whether one of the person's roles must have a second factor, and they have none."""
    return house().settings.accounts.demands_second_factor(account.get("roles", ())) and not is_on(account)


def _to_second_factor() -> ResponseReturnValue:
    if wants_json():
        raise SecondFactorNeeded
    return redirect(url_for("second_factor.shown"))


def _to_setup() -> ResponseReturnValue:
    if wants_json():
        raise Unavailable(what="This archive", why="it is not set up yet; open its page /setup")
    return redirect(url_for("setup.setup"))


def install(app: Flask) -> None:
    app.before_request(stop)
