"""How the office's mail goes out: kept as settings in the home, tried with a message to oneself."""

from dataclasses import fields
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.settings import Setting, again, keep
from lontar.settings_file import FILE
from office.mail import PROTECTIONS, checked
from office.settings import Settings
from schemas.errors import LontarError
from schemas.event import Event
from store.changes import Changes, Happened
from store.contract import Row
from web.access import route
from web.accounts import post
from web.admin.act import actor, back, refused
from web.admin.place import place
from web.current import house, web_settings
from web.once import once
from web.page import page
from web.who import person

NAMES = tuple(one.name for one in fields(Settings))
SECRET = "smtp_password"  # noqa: S105 - the name of the setting
VERB = "settings.changed"


def _shown() -> dict[str, Setting]:
    """The mail settings as they are in force, with where they came from."""
    return {one.name: one for one in again(house().settings).all if one.name in NAMES}


def _fixed(one: Setting) -> bool:
    """Set in the environment or in a file by hand: the page must not pretend to change it."""
    return one.source not in ("default", str(house().settings.home / FILE))


def failure() -> Row | None:
    """The last event about a message, when it is one that failed: what was sent or set since then clears it."""
    rows = house().store.find(Event, {"thing": post.THING}, sort=[("sequence", -1)], limit=1)
    if not rows or rows[0]["verb"] != post.FAILED:
        return None
    return next(iter(house().store.events(rows[0]["sequence"] - 1, 1)), None)


def _form(values: dict[str, Any]) -> dict[str, Any]:
    shown = _shown()
    return {
        "values": values | {SECRET: ""},
        "fixed": {name for name, one in shown.items() if _fixed(one)},
        "has_password": bool(shown[SECRET].value),
        "protections": PROTECTIONS,
        "failure": failure(),
        "public_url": web_settings().public_url,
    }


@route(place, "/admin/mail", action="office.manage", summary="Mail settings")
def mail() -> str:
    return page("admin/mail.html", **_form({name: one.value for name, one in _shown().items()}), problem=None)


@route(place, "/admin/mail", action="office.manage", methods=("POST",), summary="Change the mail settings")
@once
def mail_change() -> Response:
    """What is fixed elsewhere stays; an empty password keeps the one there is, unless there is no account."""
    shown = _shown()
    before = {name: one.value for name, one in shown.items()}
    typed = {name: request.form.get(name, "").strip() for name in NAMES if not _fixed(shown[name])}
    if not typed.get(SECRET, "x") and typed.get("smtp_user", before["smtp_user"]):
        typed.pop(SECRET)
    try:
        port = typed.get("smtp_port", str(before["smtp_port"]))
        wanted = before | typed | {"smtp_port": int(port) if port.isdecimal() else 0}
        checked(Settings(**wanted))
        keep(house().settings, {name: wanted[name] for name in typed})
    except LontarError as problem:
        return refused(problem, "admin/mail.html", **_form(before | typed))
    said = [{name: one[name] for name in NAMES if name != SECRET} for one in (before, wanted)]
    house().store.commit(Changes(events=(Happened(VERB, post.THING, actor(), before=said[0], after=said[1]),)))
    flash(_("Saved. Now send a message to yourself."), "success")
    return redirect(back(url_for("admin.mail")))


@route(place, "/admin/mail/test", action="office.manage", methods=("POST",), summary="Send a message to oneself")
def mail_try() -> Response:
    """Sent at once, so that the page can say what the server answered."""
    recipient = str((person() or {}).get("login", ""))
    try:
        post.send(recipient, _("A message from Lontar"), _("Mail goes out as it should."))
    except LontarError as problem:
        return refused(problem, "admin/mail.html", **_form({name: one.value for name, one in _shown().items()}))
    house().store.commit(Changes(events=(Happened("mail.sent", post.THING, actor()),)))
    flash(_("A message was sent to %(recipient)s.", recipient=recipient), "success")
    return redirect(url_for("admin.mail"))
