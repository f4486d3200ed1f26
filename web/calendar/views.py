"""The calendar, one appointment, and what is said of it."""

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.calendar import acts
from lontar.calendar.items import Calendar, Item, name_of
from office.access import may
from schemas.errors import LontarError, NotFound
from web.access import SIGNED_IN, route
from web.calendar import feed, words
from web.calendar.place import place
from web.calendar.shown import done, shown
from web.current import house
from web.local import local_path
from web.once import once
from web.page import page
from web.routing.words import recipient_said
from web.who import who

__all__ = ["feed", "place"]

ONE = "/calendar/appointments/<id>"


@route(place, "/calendar", action=SIGNED_IN, summary="The invitations of one's positions")
def calendar() -> str:
    return shown()


@route(place, ONE, action=SIGNED_IN, summary="One invitation, and what is said of it")
def appointment(id: str) -> str:
    return _one(id)


@route(place, f"{ONE}/attend", action="letter.answer", methods=("POST",), summary="Attend")
@once
def attend(id: str) -> Any:
    return _said(id, lambda: acts.attend(house(), who(), id))


@route(place, f"{ONE}/excuse", action="letter.answer", methods=("POST",), summary="Be excused")
@once
def excuse(id: str) -> Any:
    return _said(id, lambda: acts.excuse(house(), who(), id, request.form.get("note", "")))


@route(place, f"{ONE}/depute", action="letter.dispose", methods=("POST",), summary="Send a deputy")
@once
def depute(id: str) -> Any:
    deputy, told = request.form.get("recipients", ""), request.form.get("told", "")
    return _said(id, lambda: acts.depute(house(), who(), id, deputy, told))


@route(place, f"{ONE}/take-back", action="letter.answer", methods=("POST",), summary="Take back what was said")
@once
def take_back(id: str) -> Any:
    def act() -> None:
        acts.take_back(house(), who(), id)
        flash(_("Taken back: you are invited as before."), "success")

    return _said(id, act, undoable=False)


def _said(id: str, act: Callable[[], Any], *, undoable: bool = True) -> Any:
    """Back to where it was said; there it can be taken back, or said otherwise where it could not be."""
    try:
        act()
    except NotFound:
        raise
    except LontarError as problem:
        return make_response(_one(id, problem), problem.status)
    back = local_path(request.form.get("back") or url_for("calendar.appointment", id=id))
    mark = "&" if "?" in back else "?"
    return redirect(f"{back}{mark}done={id}" if undoable else back)


def _one(id: str, problem: LontarError | None = None) -> str:
    item = Calendar(house(), who()).one(id)
    free = item.mine and item.row["state"] == "invited"
    deputes = free and may(who(), "letter.dispose", item.letter)
    return page(
        "calendar/appointment.html",
        item=item,
        free=free,
        candidates=[("", _("Choose one")), *_candidates(item)] if deputes else [],
        said_by=name_of(house().store, item.row.get("said_by")),
        typed={"note": "", "recipients": "", "told": _told(item)} | request.form.to_dict(),
        problem=problem,
        done=done(Calendar(house(), who())),
        words=words,
    )


def _candidates(item: Item) -> list[tuple[str, str]]:
    return [(one.id, f"{one.title} · {recipient_said(one)}") for one in acts.candidates(house(), item.row)]


def _told(item: Item) -> str:
    """What a deputy is told, unless somebody writes something else."""
    where = [words.days(item), words.hours(item), item.place]
    return str(_("Represent me: %(when)s", when=", ".join(one for one in where if one)))
