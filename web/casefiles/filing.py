"""Filing by hand: what is not yet filed with what is proposed for it, a letter or its whole thread put into a file, the
place of its paper."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar.act import act
from lontar.describing import filing
from lontar.describing.filing import Proposal
from lontar.finding.find import find
from lontar.indexed import UNFILED, casefile_said
from lontar.many import casefiles
from lontar.shelving import boxes, placing
from lontar.wiring import House
from office.access import Reader
from schemas.errors import LontarError
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.casefiles.place import place
from web.current import house
from web.letters.answer import led_back, refused
from web.once import once
from web.page import page
from web.search.words import names
from web.who import who

ACTION = "letter.file"
SHOWN = 25
FILTERS = ("unit", "year")
MOST_FILES = 500
"""Case files, and folders, that a field completes."""


@dataclass(frozen=True)
class Unfiled:
    row: Row
    proposals: list[Proposal]


@route(place, "/casefiles/unfiled", action=ACTION, summary="Letters that are in no case file yet")
def unfiled() -> str:
    """`unit` (code), `year`, `code` (classification) narrow it; `after`: where the part begins."""
    asked = {name: [value for value in request.args.getlist(name) if value] for name in FILTERS}
    chosen = {name: values for name, values in asked.items() if values}
    code = request.args.get("code", "").strip()
    query = f'code:"{code}"' if code else ""
    found = find(
        house(), who(), query, filters={**chosen, "casefile": [UNFILED]}, sort="newest", limit=SHOWN,
        after=request.args.get("after"),
    )  # fmt: skip
    ids = [one["id"] for one in found["hits"]]
    rows = house().store.get_many(Letter, ids)
    facets = {name: found["facets"].get(name, []) for name in FILTERS}
    return page(
        "casefiles/unfiled.html",
        total=found["total"],
        letters=[Unfiled(rows[id], filing.proposals(house(), who(), rows[id])) for id in ids if id in rows],
        hits={one["id"]: one for one in found["hits"]},
        facets=facets,
        names={name: names(name, [str(value) for value, _count in pairs]) for name, pairs in facets.items()},
        chosen=chosen,
        code=code,
        cursor=found["cursor"],
        begun="after" in request.args,
        files=known_files(house(), who()),
        said=casefile_said,
    )


@route(place, "/letters/<id>/file", action=ACTION, of=Letter, methods=("POST",), summary="Put it into a case file")
@once
def file_letter(thing: Row) -> Any:
    """`casefile`: id or number, "" takes it out; `thread`: with all letters of its affair."""
    try:
        wanted = request.form.get("casefile", "").strip()
        id = casefiles.casefile(house(), who(), wanted)["_id"] if wanted else ""
        if request.form.get("thread") and id:
            filed = filing.file_thread(house(), who(), thing, id)
            for _other, problem in filed.refused:
                flash(str(problem), "warning")
            events = [event for letter, event in filed.events if letter == thing["_id"]]
            count = len(filed.events)
            flash(ngettext("%(num)s letter was filed.", "%(num)s letters were filed.", count), "success")
        else:
            change, held = casefiles.filing(house(), who(), id)
            events = act(house(), who(), thing["_id"], ACTION, change, beside=lambda: held)
    except LontarError as problem:
        return refused(thing, problem)
    return _back(thing, events)


@route(place, "/letters/<id>/shelve", action=ACTION, of=Letter, methods=("POST",), summary="Where its paper lies")
@once
def shelve_letter(thing: Row) -> Any:
    """`folder`: its id, or BOX/FOLDER by their numbers; "" takes it out."""
    try:
        folder = folder_typed(request.form.get("folder", ""), thing["unit"])
        events = placing.shelve(house(), who(), thing["_id"], folder)
    except LontarError as problem:
        return refused(thing, problem)
    return _back(thing, events)


def folder_typed(said: str, unit: str) -> str:
    """The id of a folder as somebody typed it. Raises NotFound."""
    return boxes.folder_at(house(), who(), unit, said)


def known_files(home: House, reader: Reader) -> list[Row]:
    """Open case files for a field to complete, the newest first."""
    return casefiles.casefiles(home, reader)[:MOST_FILES]


def _back(thing: Row, events: list[int]) -> Response:
    """To the page that the form stood on."""
    if request.form.get("back") == "unfiled":
        if events:
            flash(_("Filed."), "success")
        asked: dict[str, Any] = request.args.to_dict(flat=False)
        return redirect(url_for("casefiles.unfiled", **asked))
    return led_back(thing["_id"], events)
