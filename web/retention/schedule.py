"""The retention schedule: shown, exported, a table checked and taken; and the positions that approve."""

from flask import Response as Download
from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from archive.schedule import Schedule, read_schedule, write_schedule
from lontar.retention import schedule
from office.tables import Fault
from schemas.errors import LontarError, WrongUse
from schemas.position import Position
from web.access import route
from web.admin.act import download, sent_table
from web.current import house
from web.once import once
from web.page import page
from web.retention.place import place, shared
from web.who import who

ACTION = schedule.ACTION


@route(place, "/retention/schedule", action=ACTION, summary="The retention schedule")
def the_schedule() -> str:
    return _page()


@route(place, "/retention/schedule/table.csv", action=ACTION, summary="The retention schedule as a table")
def schedule_table() -> Download:
    return download("jra", "\ufeff" + write_schedule(schedule.schedule(house())))


@route(place, "/retention/schedule/check", action=ACTION, methods=("POST",), summary="Check a retention schedule")
def schedule_check() -> str:
    """Nothing is changed: faults by line, or how many rows it has, with the button that takes it."""
    content = sent_table()
    return _page(tried=read_schedule(content), text=content.decode("utf-8-sig", "replace"))


@route(place, "/retention/schedule/take", action=ACTION, methods=("POST",), summary="Take a retention schedule")
@once
def schedule_take() -> Response:
    text = request.form.get("text", "").replace("\r\n", "\n")
    try:
        schedule.take(house(), who(), text.encode())
    except LontarError as problem:
        return make_response(_page(problem=problem, text=text), problem.status)
    flash(_("Saved. It is in use at once."), "success")
    return redirect(url_for("retention.the_schedule"))


@route(
    place, "/retention/schedule/approvers", action=ACTION, methods=("POST",), summary="Name the positions that approve"
)
@once
def name_approvers() -> Response:
    """Codes of positions, one a line, in the order in which they say yes."""
    try:
        schedule.name_approvers(house(), who(), [_position(code) for code in request.form.get("approvers", "").split()])
    except LontarError as problem:
        return make_response(_page(problem=problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("retention.the_schedule"))


def _position(code: str) -> str:
    rows = house().store.find(Position, {"code": code}, limit=1)
    if not rows:
        raise WrongUse(what=code, why="it is the code of no position", field="approvers")
    return str(rows[0]["_id"])


def _page(tried: Schedule | None = None, text: str = "", problem: LontarError | None = None) -> str:
    named = schedule.approvers(house())
    positions = house().store.get_many(Position, named)
    codes = [positions[id]["code"] for id in named if id in positions]
    faults: tuple[Fault, ...] = tried.faults if tried else ()
    return page(
        "retention/schedule.html",
        **shared(who()),
        one=schedule.schedule(house()),
        tried=tried if tried and not tried.faults else None,
        faults_found=faults,
        sent=text,
        approvers=request.form.get("approvers") or "\n".join(codes),
        titles=[positions[id]["title"] for id in named if id in positions],
        problem=problem,
    )
