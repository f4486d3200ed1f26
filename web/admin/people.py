"""People with accounts: made, changed, disabled, given a one-time password."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.act import happened
from office import people as accounts
from office import personal_tokens, second_factor
from office.units import ROOT
from schemas.errors import Conflict, LontarError
from schemas.person import ROLES, Person
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row, key_of
from web.access import route
from web.accounts.sessions import living
from web.accounts.tokens import listed
from web.admin.act import actor, in_field, refused
from web.admin.place import place
from web.admin.units import unit_choices
from web.current import house
from web.once import once
from web.page import page
from web.who import who

SHOWN, LOOKED = 50, 1000
SORT = (("name", 1),)
UNDOABLE = ("person.changed", "person.disabled", "person.enabled")


@route(place, "/admin/people", action="people.manage", summary="People with accounts")
def people() -> str:
    """`q`: part of a name or login; `role`; `after`: the id of the last one on the page before."""
    asked = {name: request.args.get(name, "").strip() for name in ("q", "role", "after")}
    rows, more = _listed(asked["q"].casefold(), asked["role"], asked["after"])
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    return page("admin/people.html", rows=rows, more=more, asked=asked, units=units, roles=ROLES)


def _listed(words: str, role: str, after: str) -> tuple[list[Row], str | None]:
    """A page of people by name, and the id after which the next one begins."""
    last = house().store.get(Person, after) if after else None
    cursor, found = (key_of(last, SORT) if last else None), list[Row]()
    while rows := house().store.find(Person, sort=SORT, limit=LOOKED, after=cursor, fields=accounts.EDITABLE):
        for row in rows:
            if words in f"{row['name']} {row['login']}".casefold() and (not role or role in row["roles"]):
                if len(found) == SHOWN:
                    return found, found[-1]["_id"]
                found.append(row)
        cursor = key_of(rows[-1], SORT)
    return found, None


@route(place, "/admin/people/new", action="people.manage", summary="The form for a new person")
def new_person() -> str:
    return page("admin/person.html", values={"roles": ["staff"], "unit": ROOT}, **_form(), problem=None, row=None)


@route(place, "/admin/people/new", action="people.manage", methods=("POST",), summary="Make an account")
@once
def make_person() -> str | Response:
    """Shows the one-time password of the new account on this answer only."""
    values = _values()
    try:
        account = accounts.person(values["name"], values["login"], values["roles"], values["unit"])
        password = accounts.set_one_time_password(account)
        house().store.commit(accounts.added(house().store, account, actor()))
    except LontarError as found:
        problem = in_field(found, "login", values["login"])
        return refused(problem, "admin/person.html", values=values, row=None, **_form())
    return page("admin/one_time.html", id=account.id, name=account.name, login=account.login, password=password)


@route(place, "/admin/people/<id>", action="people.manage", of=Person, summary="One person")
def person(thing: Row) -> str:
    return page("admin/person.html", **_shown(thing), values=accounts.said(thing), problem=None)


@route(place, "/admin/people/<id>", action="people.manage", of=Person, methods=("POST",), summary="Change a person")
@once
def change_person(thing: Row) -> Response:
    values = _values()
    try:
        if request.form.get("seen") != _seen(thing):
            raise Conflict(what=thing["name"])
        return _change(thing["_id"], values)
    except LontarError as found:
        problem = in_field(found, "login", values["login"])
        return refused(problem, "admin/person.html", **_shown(thing), values=accounts.said(thing) | values)


@route(place, "/admin/people/<id>/active", action="people.manage", of=Person, methods=("POST",), summary="Disable")
@once
def switch_person(thing: Row) -> Response:
    """Disables an account, which ends its sessions and tokens at once, or enables it again."""
    try:
        return _change(thing["_id"], {"active": request.form.get("active") == "yes"})
    except LontarError as problem:
        return refused(problem, "admin/person.html", **_shown(thing), values=accounts.said(thing))


@route(place, "/admin/people/<id>/undo", action="people.manage", of=Person, methods=("POST",), summary="Undo a change")
@once
def undo_person(thing: Row) -> Response:
    event = _undoable(thing, request.form.get("event", type=int))
    if event is None:
        raise Conflict(what=thing["name"])
    return _change(thing["_id"], event["values"]["before"])


@route(
    place, "/admin/people/<id>/password", action="people.manage", of=Person, methods=("POST",), summary="New password"
)
def one_time_password(thing: Row) -> str:
    """Shown on this answer only. It opens the page for an own password and nothing else."""
    account = Person.unpacked(thing)
    password = accounts.set_one_time_password(account)
    event = happened(who(), "person.one-time-password", account.id, of="people")
    house().store.commit(Changes.of(account, events=[event]))
    return page("admin/one_time.html", id=account.id, name=account.name, login=account.login, password=password)


@route(
    place, "/admin/people/<id>/second-factor", action="people.manage", of=Person, methods=("POST",), summary="Reset it"
)
def reset_second_factor(thing: Row) -> Response:
    """For who has lost telephone and recovery codes: ends their sessions and leaves the password alone."""
    account = Person.unpacked(thing)
    second_factor.off(account)
    event = happened(who(), "person.second-factor-reset", account.id, of="people")
    house().store.commit(Changes.of(account, events=[event]))
    flash(_("The second factor was taken away."), "success")
    return redirect(url_for("admin.person", id=account.id))


@route(
    place, "/admin/people/<id>/sessions", action="people.manage", of=Person, methods=("POST",), summary="End sessions"
)
def end_sessions(thing: Row) -> Response:
    """All of the person's; whoever is signed in as them signs in again."""

    def decide() -> Changes:
        account = house().store.load(Person, thing["_id"])
        accounts.end_sessions(account)
        return Changes.of(account, events=[happened(who(), "person.sessions-ended", account.id, of="people")])

    again(house().store, decide)
    flash(_("All sessions were ended."), "success")
    return redirect(url_for("admin.person", id=thing["_id"]))


@route(place, "/admin/people/<id>/tokens", action="people.manage", of=Person, methods=("POST",), summary="End a token")
def end_token(thing: Row) -> Response:
    """`token`: which of the person's."""
    token = request.form.get("token", "")
    again(house().store, lambda: personal_tokens.ended(house().store, who(), token, thing["_id"]))
    flash(_("The token was ended."), "success")
    return redirect(url_for("admin.person", id=thing["_id"]))


def _values() -> dict[str, Any]:
    return {name: request.form.get(name, "") for name in ("name", "login", "unit")} | {
        "roles": request.form.getlist("roles")
    }


def _change(id: str, values: dict[str, Any]) -> Response:
    """Commit and go back to the person, with the way to undo it."""
    account = house().store.load(Person, id)
    done = house().store.commit(accounts.changed(house().store, account, values, actor()))
    flash(_("Saved."), "success")
    return redirect(url_for("admin.person", id=id, changed=done.sequence))


def _undoable(row: Row, sequence: int | None) -> Row | None:
    """The event of a change of this person that this administrator made and that still stands as it was made."""
    if sequence is None:
        return None
    event = next(iter(house().store.events(sequence - 1, 1)), None)
    fits = event and (event["thing"], event["actor"]) == (f"people/{row['_id']}", actor())
    if not event or not fits or event["verb"] not in UNDOABLE or not event.get("values"):
        return None
    return event if event["values"]["after"] == accounts.said(row) else None


def _seen(row: Row) -> str:
    """What the form was made of, so that a change by another in between is noticed; sign-ins do not matter."""
    return repr(sorted(accounts.said(row).items()))


def _shown(row: Row) -> dict[str, Any]:
    undo = _undoable(row, request.args.get("changed", type=int))
    shown = {"row": row, "second": second_factor.is_on(row), "seen": _seen(row)}
    shown |= {"living": living(row.get("account") or {}), "tokens": listed(row["_id"])}
    return shown | {"undone": undo["sequence"] if undo else None} | _form()


def _form() -> dict[str, Any]:
    return {"roles": ROLES, "units": unit_choices()}
