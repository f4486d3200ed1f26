"""The lists of files and of their contents, as PDF/A and as workbooks."""

from collections.abc import Iterable

from flask import Response, request

from lontar.describing import lists
from lontar.describing.lists import Which
from lontar.many.casefiles import ACTION
from lontar.many.spreadsheet import XLSX
from office.units import by_code
from schemas.casefile import CaseFile
from store.contract import Row
from web.access import route
from web.casefiles.place import place
from web.current import house
from web.letters.copies import sandbox
from web.registers.place import PDF
from web.who import who


def which() -> Which:
    """`unit` (its code), `series`, `box` (ids), `state`, and `id`, one for each that was chosen. Raises NotFound."""
    asked = {name: request.args.get(name, "") for name in ("series", "box", "state")}
    code = request.args.get("unit", "")
    return Which(
        unit=by_code(house().store, code)["_id"] if code else "", ids=tuple(request.args.getlist("id")), **asked
    )


@route(place, "/casefiles/list.pdf", action=ACTION, summary="The list of files as a PDF/A")
def list_pdf() -> Response:
    """`contents`: the letters in them, line by line."""
    return _paper(which(), contents=_within())


@route(place, "/casefiles/list.xlsx", action=ACTION, summary="The list of files as a workbook")
def list_xlsx() -> Response:
    return _workbook(which(), contents=_within())


@route(place, "/casefiles/<id>/contents.pdf", action=ACTION, of=CaseFile, summary="Its list of contents as a PDF/A")
def contents_pdf(thing: Row) -> Response:
    return _paper(Which(ids=(thing["_id"],), unit=thing["unit"]), contents=True)


@route(place, "/casefiles/<id>/contents.xlsx", action=ACTION, of=CaseFile, summary="The same as a workbook")
def contents_xlsx(thing: Row) -> Response:
    return _workbook(Which(ids=(thing["_id"],), unit=thing["unit"]), contents=True)


def _within() -> bool:
    return "contents" in request.args


def _paper(these: Which, *, contents: bool) -> Response:
    with sandbox(house().settings.paper) as held:
        made = lists.paper(house(), held, who(), these, contents=contents)
    return _sent([made], PDF, "pdf", contents=contents)


def _workbook(these: Which, *, contents: bool) -> Response:
    return _sent(lists.workbook(house(), who(), these, contents=contents), XLSX, "xlsx", contents=contents)


def _sent(made: Iterable[bytes], kind: str, ending: str, *, contents: bool) -> Response:
    """Made before anything is sent, so that an error is told as one."""
    name = f"{'daftar-isi-berkas' if contents else 'daftar-berkas'}.{ending}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(b"".join(made), content_type=kind, headers=headers)
