"""How far the office has come on board: per unit and month who signed in, what was registered, answered, signed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from flask import Response as Download
from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _

from lontar import adoption as counted
from lontar.many.spreadsheet import XLSX, Cell, as_csv, as_xlsx
from schemas.adoption import COUNTED
from web.access import route
from web.admin.place import place
from web.admin.words import state_name
from web.current import house
from web.page import page
from web.who import today

ACTION = "units.manage"
Writer = Callable[[Sequence[str], Iterable[Sequence[Cell]]], Iterator[bytes]]


def _month() -> int:
    """The month asked for; the present one for anything that is none."""
    year, _dash, month = request.args.get("month", "").partition("-")
    if year.isdecimal() and len(year) == 4 and month.isdecimal() and 1 <= int(month) <= 12:
        return int(year) * 100 + int(month)
    return today().year * 100 + today().month


def month_name(month: int) -> str:
    return str(format_date(date(month // 100, month % 100, 1), "MMMM y", locale=get_locale()))


@route(place, "/admin/adoption", action=ACTION, summary="How far each unit has come on board")
def adoption() -> str:
    rows, months = counted.table(house().store, _month()), counted.months(house().store, _this())
    most = {name: max([1, *(sums[name] for _month, sums in months)]) for name in COUNTED}
    return page(
        "admin/adoption.html", rows=rows, months=months, most=most, month=_month(), month_name=month_name, **_titles()
    )


def _this() -> int:
    return today().year * 100 + today().month


def _titles() -> dict[str, Any]:
    return {
        "titles": {
            "people": _("Signed in"),
            "registered": _("Registered"),
            "answered": _("Answered"),
            "signed": _("Signed"),
        }
    }


@route(place, "/admin/adoption.csv", action=ACTION, summary="Adoption in a month as CSV")
def adoption_csv() -> Download:
    return _table(as_csv, "text/csv; charset=utf-8", "csv")


@route(place, "/admin/adoption.xlsx", action=ACTION, summary="Adoption in a month as a workbook")
def adoption_xlsx() -> Download:
    return _table(as_xlsx, XLSX, "xlsx")


def _table(write: Writer, kind: str, ending: str) -> Download:
    heading = [_("Unit"), _("Name"), _("State"), _("Accounts"), *_titles()["titles"].values()]
    rows: list[list[Cell]] = [
        [
            one["unit"],
            one["name"],
            state_name(one["state"]),
            str(one["accounts"]),
            *(str(one[name]) for name in COUNTED),
        ]
        for one in counted.table(house().store, _month())
    ]
    name = f"attachment; filename=adoption-{_month()}.{ending}"
    return Download(write(heading, rows), content_type=kind, headers={"Content-Disposition": name})
