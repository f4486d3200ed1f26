"""The JSON API, described by /api/v1/openapi.json: the same bodies as the commands' --json."""

from typing import Any

from flask import Response, jsonify, request

from lontar import letters, past
from lontar.finding.find import find
from lontar.finding.requested import MOST
from lontar.intake import digitising
from lontar.many.spreadsheet import XLSX
from lontar.sending.opening import opened as received
from lontar.status import status
from office.units import said
from paper.settings import WIDTHS
from schemas.letter import STAGES, WAYS, Letter
from schemas.unit import Unit
from search.contract import SORTS
from search.entry import FILTERS
from store.contract import Row
from web.access import SIGNED_IN, Takes, route
from web.api import (
    acts,
    arranging,
    batches,
    calendar,
    casefiles,
    describing,
    drafts,
    enclosures,
    importing,
    jobs,
    ledger,
    loans,
    openapi,
    registers,
    retention,
    review,
    routing,
    saved,
    sending,
    signing,
    threads,
)
from web.api.place import place
from web.api.shape import TEXT, WHOLE, Shape, many
from web.current import house
from web.letters import copies as letter_copies
from web.letters import state as letter_state
from web.letters import views as letter_views
from web.permissions import views as permissions
from web.proof import views as proof
from web.search import exports
from web.who import today, who

__all__ = [
    "acts", "arranging", "batches", "calendar", "casefiles", "describing", "drafts", "enclosures", "importing", "jobs",
    "ledger", "loans", "place", "registers", "retention", "review", "routing", "saved", "sending", "signing", "threads",
]  # fmt: skip

SORT, LIMIT = "relevance", 20
KNOWN: dict[str, Shape] = {
    "year": TEXT | {"pattern": "^[0-9]{4}$"},
    "month": TEXT | {"pattern": "^[0-9]{4}-[0-9]{2}$"},
    "day": TEXT | {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "direction": TEXT | {"enum": list(WAYS)},
    "state": TEXT | {"enum": [*STAGES, "withdrawn"]},
}
"""Values of filters that are known beforehand; those of the others are the office's own."""
SEARCHES = (
    Takes("q", "The query."),
    Takes("sort", "The order of the letters.", TEXT | {"enum": list(SORTS), "default": SORT}),
    Takes("limit", "Letters a page.", WHOLE | {"minimum": 1, "maximum": MOST, "default": LIMIT}),
    Takes("exact", "The words as typed, in no other form.", TEXT | {"enum": ["0", "1"], "default": "0"}),
    Takes("after", "The cursor of the page before.", TEXT | {"pattern": "^[0-9]{1,19}:."}),
    Takes("like", "The id of a letter that those found are to be like."),
    *(Takes(name, f"Narrow by {name}; may be repeated.", many(KNOWN.get(name, TEXT))) for name in FILTERS),
)
TABLES = tuple(one for one in SEARCHES if one.name not in ("limit", "after"))
WIDTH = Takes("w", "Pixels wide; full size without.", WHOLE | {"enum": list(WIDTHS)})


@route(place, "/search", action=SIGNED_IN, locked=True, summary="Find letters", takes=SEARCHES, gives="Found")
def search() -> Response:
    asked: dict[str, Any] = {
        "filters": {name: request.args.getlist(name) for name in FILTERS if name in request.args},
        "sort": request.args.get("sort", SORT),
        "limit": request.args.get("limit", LIMIT, type=int),
        "after": request.args.get("after"),
        "like": request.args.get("like"),
        "exact": request.args.get("exact") == "1",
        "today": today(),
    }
    return jsonify(find(house(), who(), request.args.get("q", ""), **asked))


@route(place, "/letters/<id>", action="letter.read", of=Letter, summary="One letter", gives="Letter")
def letter(thing: Row) -> Response:
    received(house(), who(), thing["_id"])
    return jsonify(letters.show(house(), who(), thing["_id"]))


@route(
    place,
    "/letters/<id>/text",
    action="letter.read",
    of=Letter,
    summary="Its text, pages apart by a form feed",
    gives="Text",
)
def text(thing: Row) -> Response:
    received(house(), who(), thing["_id"])
    return jsonify(text=letters.text_of(house(), who(), thing["_id"]))


@route(
    place,
    "/letters/<id>/words",
    action="letter.read",
    of=Letter,
    summary="Its pages with the box of every word",
    gives="Words",
)
def words(thing: Row) -> Response:
    received(house(), who(), thing["_id"])
    return jsonify(pages=letters.words_of(house(), who(), thing["_id"]))


@route(
    place,
    "/letters/<id>/history",
    action="letter.read",
    of=Letter,
    summary="What happened to it, the latest first",
    gives="History",
)
def history(thing: Row) -> Response:
    return jsonify(events=past.history(house(), who(), thing["_id"]))


@route(place, "/units", action=SIGNED_IN, summary="The units of the office", gives="Units")
def units() -> Response:
    return jsonify(units=[said(row) for row in house().store.every(Unit)])


@route(place, "/batches", action="intake.add", summary="Open batches of one's units", gives="Batches")
def open_batches() -> Response:
    return jsonify(batches=digitising.said(house(), digitising.batches(house(), who())))


@route(place, "/status", action="office.manage", summary="What waits, what failed, how large it is", gives="Status")
def archive_status() -> Response:
    return jsonify(status(house(), who()))


@route(
    place,
    "/openapi.json",
    public="describes addresses, not letters",
    summary="This description",
    kind="application/json",
)
def described() -> Response:
    return jsonify(openapi.description())


# What pages show of a letter, for those who come with a token.
IMAGE, ORIGINAL = "/letters/<id>/files/<int:file>/pages/<int:number>", "/letters/<id>/files/<int:file>/original"
route(place, IMAGE, action="letter.read", of=Letter, summary="A page image", takes=(WIDTH,), kind="image/webp")(
    letter_views.page_image
)
route(
    place, ORIGINAL, action="letter.read", of=Letter, summary="The bytes as received", kind="application/octet-stream"
)(letter_views.original)
route(place, "/letters/<id>/state", action="letter.read", of=Letter, summary="How far it is read", gives="State")(
    letter_state.state
)
for ending, kind, table in (("csv", "text/csv", exports.as_table), ("xlsx", XLSX, exports.as_workbook)):
    route(
        place, f"/search.{ending}", action=SIGNED_IN, summary="All letters found as a table", takes=TABLES, kind=kind
    )(table)
route(
    place,
    "/letters/<id>/readers",
    action=permissions.ACTION,
    of=Letter,
    summary="Who may read it, and by what it is open to them",
    gives="Readers",
)(permissions.letter_readers)
route(
    place,
    "/letters/<id>/looks",
    action=permissions.ACTION,
    of=Letter,
    summary="Who has looked at it, of a restricted one",
    gives="Looks",
)(permissions.looks_said)
route(place, "/proof", action=proof.ACTION, summary="How whole the archive is", gives="Proof")(proof.proof_said)
for rule, view, summary, kind in letter_copies.COPIES:
    route(place, rule, action="letter.read", of=Letter, summary=summary, kind=kind)(view)
