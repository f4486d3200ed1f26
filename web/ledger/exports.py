"""The ledger as a workbook, in the reader's language."""

from collections.abc import Iterator

from flask import Response, request
from flask_babel import gettext as _

from lontar.ledger.calendar import Calendar
from lontar.ledger.lines import Line, every
from lontar.ledger.said import Said, said
from lontar.many.spreadsheet import XLSX, Cell, as_xlsx
from schemas.day import day_of
from web.access import SIGNED_IN, route
from web.current import house
from web.ledger import words
from web.ledger.asked import asked
from web.ledger.place import place
from web.who import who


@route(place, "/ledger.xlsx", action=SIGNED_IN, summary="The whole list as a workbook")
def ledger_workbook() -> Response:
    """Raises TooManyToExport."""
    calendar = Calendar.of(house())
    found: list[Line] = list(every(house(), who(), asked(), calendar))
    titles = [
        _("Agenda number"), _("Number"), _("Subject"), _("Sender"), _("Received"), _("Age in working days"), _("Due"),
        _("Working days late"), _("State"), _("Urgency"), _("Position"), _("Held by"), _("Unit"), _("Address"),
    ]  # fmt: skip
    rows = _rows(said(house(), found, calendar), request.host_url)
    name = "attachment; filename=lontar-ledger.xlsx"
    return Response(as_xlsx(titles, rows), content_type=XLSX, headers={"Content-Disposition": name})


def _rows(lines: list[Said], site: str) -> Iterator[list[Cell]]:
    for one in lines:
        yield [
            str(one.agenda_number or ""),
            one.reference_number,
            one.subject or one.name,
            one.sender,
            day_of(one.received),
            str(one.age),
            day_of(one.due) if one.due else None,
            str(one.late or ""),
            str(words.STATES[one.state]),
            str(words.URGENCIES[one.urgency]),
            one.position or words.head_of(one.unit_name),
            one.holder,
            one.unit_name,
            f"{site}letters/{one.letter}",
        ]
