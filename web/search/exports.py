"""What a search finds as a table to take along: CSV and XLSX, in the reader's language, written as it is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from lontar.finding.exporting import MOST, exported
from lontar.many.spreadsheet import XLSX, Cell, as_csv, as_xlsx
from schemas.day import day_of
from web.access import SIGNED_IN, route
from web.current import house
from web.search.asked import asked
from web.search.place import place
from web.search.words import VALUES
from web.verifying.words import verdict_said
from web.who import who

Writer = Callable[[Sequence[str], Iterable[Sequence[Cell]]], Iterator[bytes]]

__all__ = ["MOST", "as_table", "as_workbook"]


@route(place, "/export.csv", action=SIGNED_IN, summary="All that a search finds as CSV")
def as_table() -> Response:
    return _table(as_csv, "text/csv; charset=utf-8", "csv")


@route(place, "/export.xlsx", action=SIGNED_IN, summary="All that a search finds as a workbook")
def as_workbook() -> Response:
    return _table(as_xlsx, XLSX, "xlsx")


def _table(write: Writer, kind: str, ending: str) -> Response:
    this = asked()
    found = exported(house(), who(), this.query, **this.how)
    titles = [
        _("Number"), _("Date"), _("Subject"), _("Sender"), _("Recipients"), _("Unit"), _("State"), _("Signatures"),
        _("Address"),
    ]  # fmt: skip
    states, site = {value: str(label) for value, label in VALUES.items()}, request.host_url
    rows = (_row(one, states, site) for one in found)
    name = f"attachment; filename=lontar.{ending}"
    return Response(write(titles, rows), content_type=kind, headers={"Content-Disposition": name})


def _row(one: dict[str, Any], states: dict[str, str], site: str) -> list[Cell]:
    return [
        one["reference_number"],
        day_of(one["date"]) if one["date"] else None,
        one["subject"],
        one["sender"],
        "; ".join(one["recipients"]),
        one["unit"],
        states.get(one["state"], one["state"]),
        verdict_said(one["verdict"]) if one["verdict"] else None,
        f"{site}letters/{one['id']}",
    ]
