"""What falls due: lists of case files, as a spreadsheet too, and the form that proposes some of them."""

from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from lontar.many.spreadsheet import XLSX, as_xlsx
from lontar.retention import proposals
from lontar.retention.due import MONTHS, STANDINGS, Life, lives
from lontar.retention.listing import TITLES, cells
from lontar.retention.schedule import approvers, schedule
from schemas.errors import LontarError
from schemas.proposal import FATES, KINDS
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.retention.place import STANDINGS as SAID
from web.retention.place import place, shared
from web.who import who

ACTION = "retention.propose"
SHOWN = 500
"""Rows of a page; the spreadsheet has all."""


@route(place, "/retention", action=ACTION, summary="What falls due by the retention schedule")
def lists() -> str:
    return _list()


@route(place, "/retention/list.xlsx", action=ACTION, summary="What falls due, as a spreadsheet")
def spreadsheet() -> Response:
    asked = _asked()
    content = b"".join(as_xlsx(TITLES, (cells(one) for one in _found(asked))))
    headers = {"Content-Disposition": f"attachment; filename=retensi-{asked['which']}.xlsx"}
    return Response(content, mimetype=XLSX, headers=headers)


@route(place, "/retention", action=ACTION, methods=("POST",), summary="Propose what becomes of case files")
@once
def propose() -> Answer:
    form = request.form
    kind = form.get("kind", "")
    try:
        made = proposals.propose(
            house(), who(), kind, form.getlist("casefile"), reason=form.get("reason", ""),
            fate=form.get("fate", "") if kind == "appraise" else "",
        )  # fmt: skip
    except LontarError as problem:
        return make_response(_list(problem), problem.status)
    return redirect(url_for("retention.proposal", id=made.id))


def _asked() -> dict[str, Any]:
    """What of the address can be used; all else is as without it."""
    given = request.values
    which, fate = given.get("list", STANDINGS[0]), given.get("of", "")
    months = given.get("months", MONTHS, type=int)
    return {
        "which": which if which in STANDINGS else STANDINGS[0],
        "fate": fate if fate in FATES else "",
        "months": months if 1 <= months <= 600 else MONTHS,
    }


def _found(asked: dict[str, Any]) -> list[Life]:
    return lives(house(), who(), asked["which"], months=asked["months"], fate=asked["fate"])


def _list(problem: LontarError | None = None) -> str:
    asked = _asked()
    found = _found(asked)
    typed = {name: request.form.get(name, "") for name in ("kind", "reason", "fate")}
    typed["kind"] = typed["kind"] if typed["kind"] in KINDS else KINDS[0]
    return page(
        "retention/lists.html",
        **shared(who()),
        **asked,
        lists=SAID,
        found=found[:SHOWN],
        total=len(found),
        running=proposals.running(house()),
        typed=typed,
        chosen=request.form.getlist("casefile"),
        problem=problem,
        is_own=schedule(house()).own,
        has_approvers=bool(approvers(house())),
    )
