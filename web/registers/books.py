"""The agenda books as pages and as files to take along."""

from datetime import date
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from lontar.many.spreadsheet import XLSX, Cell, as_xlsx
from lontar.routing import books, papers
from lontar.routing.books import Line, Which
from lontar.routing.desk import registrar
from schemas.day import day_of
from schemas.entry import DIRECTIONS
from web.access import route
from web.current import house
from web.letters.copies import sandbox
from web.page import page
from web.registers.place import PDF, place
from web.registers.words import handling_said, handlings
from web.who import who


@route(place, "/registers", action="letter.read", summary="The agenda book of a unit")
def books_shown() -> str:
    """`unit` (its code), `direction`, `year`, `handling`; `after`: where the part begins."""
    book = _asked()
    found = books.leaf(house(), who(), book, request.args.get("after"))
    units = books.units_of(house(), who())
    code = next((row["code"] for row in units if row["_id"] == book.unit), "")
    asked = {"unit": code, "direction": book.direction, "year": book.year, "handling": book.handling}
    return page(
        "registers/books.html",
        book=book,
        leaf=found,
        units=[(row["code"], f"{row['code']} · {row['name']}") for row in units],
        directions=DIRECTIONS,
        handlings=handlings(),
        years=[(str(year), str(year)) for year in books.years_of(house(), book)],
        asked=asked,
        keeps=registrar(who(), book.unit),
        handling_said=handling_said,
        begun="after" in request.args,
    )


@route(place, "/registers/book.pdf", action="letter.read", summary="An agenda book as a PDF")
def book_pdf() -> Response:
    book = _asked()
    with sandbox(house().settings.paper) as held:
        made = papers.book(house(), held, who(), book)
    return _sent(made, PDF, book, "pdf")


@route(place, "/registers/book.xlsx", action="letter.read", summary="An agenda book as a workbook")
def book_xlsx() -> Response:
    book = _asked()
    titles = [
        _("Agenda number"), _("Received"), _("Sender"), _("Recipients"), _("Number"), _("Date"), _("Subject"),
        _("Handling"), _("Cancelled because"),
    ]  # fmt: skip
    rows = map(_row, books.whole(house(), who(), book))
    return _sent(b"".join(as_xlsx(titles, rows)), XLSX, book, "xlsx")


def _asked() -> Which:
    """Raises NotFound, NotAmong."""
    asked = {name: request.args.get(name) or None for name in ("unit", "handling")}
    direction = request.args.get("direction") or "incoming"
    return books.which(house(), who(), direction=direction, year=request.args.get("year", type=int), **asked)


def _sent(made: bytes, kind: str, book: Which, ending: str) -> Response:
    name = f"agenda-{book.direction}-{book.year}.{ending}"
    return Response(made, content_type=kind, headers={"Content-Disposition": f"attachment; filename={name}"})


def _row(line: Line) -> list[Cell]:
    if line.entry is None:
        return [str(line.number), None, _("restricted")]
    said: dict[str, Any] = line.said or {}
    return [
        str(line.number),
        _day(line.received),
        said["sender"],
        "; ".join(said["recipients"] or ()),
        said["reference_number"],
        _day(said["date"]),
        said["subject"],
        handling_said(line),
        line.cancelled,
    ]


def _day(number: int | None) -> date | str | None:
    """A day that only month or year is known of stays as it is."""
    try:
        return day_of(number) if number else None
    except ValueError:
        return str(number)
