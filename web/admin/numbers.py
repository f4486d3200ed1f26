"""The forms of the reference numbers of outgoing letters, by unit and classification code."""

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from drafting import numbering
from office.units import ROOT
from schemas.errors import LontarError
from schemas.number_form import NumberForm
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.admin.act import refused
from web.admin.place import place
from web.current import house
from web.once import once
from web.page import page
from web.who import today, who

EXAMPLE = 91
"""The number of the letter by which a form is shown."""


@route(place, "/admin/numbers", action="office.manage", summary="Forms of reference numbers")
def numbers() -> str:
    return page("admin/numbers.html", problem=None, **_form())


@route(place, "/admin/numbers", action="office.manage", methods=("POST",), summary="Set a form of reference numbers")
@once
def numbers_set() -> Response:
    """An empty form takes it away."""
    typed = {name: request.form.get(name, "") for name in ("unit", "code", "form")}
    try:
        changes = numbering.set_form(house().store, who(), typed["unit"] or ROOT, typed["code"], typed["form"])
    except LontarError as problem:
        return refused(problem, "admin/numbers.html", **_form(typed))
    if changes:
        house().store.commit(changes)
    flash(_("Saved. Numbers reserved from now on are written so."), "success")
    return redirect(url_for("admin.numbers"))


def _form(typed: dict[str, str] | None = None) -> dict[str, Any]:
    units = {row["_id"]: row for row in house().store.every(Unit)}
    forms = [_line(row, units.get(row["unit"], {})) for row in house().store.every(NumberForm)]
    return {
        "forms": sorted(forms, key=lambda one: (one["unit_code"], one["code"])),
        "units": sorted(((id, f"{row['code']} · {row['name']}") for id, row in units.items()), key=lambda one: one[1]),
        "parts": numbering.PARTS,
        "usual": numbering.USUAL,
        "typed": typed or {"unit": ROOT, "code": "", "form": ""},
    }


def _line(row: Row, unit: Row) -> dict[str, str]:
    code = str(row.get("code", ""))
    shown: date = today()
    number = numbering.filled(
        row["form"], EXAMPLE, code=code or "000.1", unit=str(unit.get("code", "")), security_class="B", day=shown
    )
    said = {"unit": row["unit"], "unit_code": str(unit.get("code", "")), "unit_name": str(unit.get("name", ""))}
    return said | {"code": code, "form": row["form"], "example": number}
