"""One letter: page images with the found words marked, text beside them, fields, tags, notes, history."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from lontar import letters
from office.access import may, may_see
from paper.settings import WIDTHS
from schemas.errors import NotFound, WrongUse
from schemas.letter import Letter
from schemas.page import Page
from schemas.person import Person
from schemas.work import Work
from search.highlight import marks
from search.query import parse
from store.contract import Row
from web.access import route
from web.current import house, reader
from web.letters.images import image_of
from web.once import once
from web.page import page
from web.vocabularies import shelf

place = Blueprint("letters", __name__)
FIELDS = ("reference_number", "date", "subject", "sender", "recipients", "letter_type", "urgency")
CHOSEN = {"letter_type": "letter-types", "urgency": "urgency"}
"""Fields that a person chooses from a vocabulary; a letter keeps the Indonesian name, as read or as chosen."""

EMPTY: Row = {"withdrawn": None, "error": None, "fields": {}, "tags": [], "notes": []}
"""What a row may lack."""


@route(place, "/letters/<id>", action="letter.read", of=Letter, summary="One letter")
def letter(thing: Row) -> str:
    who = reader()
    assert who is not None
    store, id = house().store, thing["_id"]
    pages = store.find(Page, {"letter": id}, sort=[("file", 1), ("page", 1)], limit=10_000)
    query = request.args.get("q", "")
    number = min(max(request.args.get("page", 1, type=int), 1), max(len(pages), 1))
    shown = pages[number - 1] if pages else None
    tree = parse(query).tree
    events = letters.history(house(), who, id)
    people = store.get_many(Person, sorted({event["actor"] for event in events}))
    return page(
        "letters/letter.html",
        letter=EMPTY | thing,
        work=store.get(Work, id) or {},
        pages=[{"number": n, "file": one["file"], "page": one["page"], "found": len(marks(tree, one)) if query else 0}
               for n, one in enumerate(pages, 1)],
        shown=shown,
        number=number,
        query=query,
        marks=marks(tree, shown) if shown and query else [],
        names=FIELDS,
        chosen={name: _code(thing, name) for name in CHOSEN},
        vocabularies=CHOSEN,
        events=[event | {"who": people.get(event["actor"], {}).get("name", event["actor"])} for event in events],
        can={name: may(who, f"letter.{name}", thing) for name in ("describe", "withdraw", "restore", "tag", "note")},
    )  # fmt: skip


@route(
    place, "/letters/<id>/files/<int:file>/pages/<int:number>", action="letter.read", of=Letter, summary="Page image"
)
def page_image(thing: Row, file: int, number: int) -> Response:
    """WebP; `w` is one of the widths offered (full size without)."""
    width = request.args.get("w", type=int)
    if width is not None and width not in WIDTHS:
        raise NotFound(what="Page image")
    found = image_of(house(), thing, file, number, width)
    answer = Response(found, mimetype="image/webp")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.set_etag(f"{thing['files'][file - 1]['sha256'][:16]}-{number}-{width or 0}")
    answer.make_conditional(request)
    return answer


@route(place, "/letters/<id>/files/<int:file>/original", action="letter.read", of=Letter, summary="The original")
def original(thing: Row, file: int) -> Answer:
    """The bytes as received, always as a download: what strangers sent is never shown by the browser itself."""
    one = next((one for one in thing["files"] if one["no"] == file), None)
    if one is None:
        raise NotFound(what="File")
    stream = house().originals.open(one["sha256"])
    answer: Answer = send_file(
        stream, mimetype="application/octet-stream", as_attachment=True, download_name=one["name"], etag=one["sha256"]
    )
    return answer


def _back(id: str) -> Answer:
    return redirect(url_for("letters.letter", id=id, **request.args.to_dict()))  # type: ignore[arg-type]


@route(place, "/letters/<id>/withdraw", action="letter.withdraw", of=Letter, methods=("POST",), summary="Withdraw")
@once
def withdraw(thing: Row) -> Answer:
    letters.withdraw(house(), _who(), thing["_id"], request.form.get("reason", ""))
    flash(_("The letter was withdrawn. It can be restored here."), "success")
    return _back(thing["_id"])


@route(place, "/letters/<id>/restore", action="letter.restore", of=Letter, methods=("POST",), summary="Restore")
@once
def restore(thing: Row) -> Answer:
    letters.restore(house(), _who(), thing["_id"])
    flash(_("The letter was restored."), "success")
    return _back(thing["_id"])


@route(place, "/letters/<id>/tags", action="letter.tag", of=Letter, methods=("POST",), summary="Tags")
@once
def tags(thing: Row) -> Answer:
    letters.tag(house(), _who(), thing["_id"], request.form.get("tags", "").split(","))
    flash(_("Saved."), "success")
    return _back(thing["_id"])


@route(place, "/letters/<id>/notes", action="letter.note", of=Letter, methods=("POST",), summary="A note")
@once
def notes(thing: Row) -> Answer:
    letters.note(house(), _who(), thing["_id"], request.form.get("text", ""))
    flash(_("Saved."), "success")
    return _back(thing["_id"])


@route(place, "/letters/<id>/kind", action="letter.describe", of=Letter, methods=("POST",), summary="Type and class")
@once
def kind(thing: Row) -> Answer:
    """Letter type, urgency and security class, chosen from the office's vocabularies; only what differs is changed.

    Who may no longer read the letter after that is led back to the list."""
    id = thing["_id"]
    for name, vocabulary in CHOSEN.items():
        code = request.form.get(name, "")
        if code != _code(thing, name):
            entry = shelf().get(vocabulary).find(code) if code else None
            if code and entry is None:
                raise WrongUse(what=code, why=_("it is not in the list"))
            letters.set_field(house(), _who(), id, name, entry.indonesian if entry else "")
    security_class = request.form.get("security_class", thing["security_class"])
    if security_class != thing["security_class"]:
        letters.classify(house(), _who(), id, security_class)
    flash(_("Saved."), "success")
    return _back(id) if may_see(_who(), house().store.get(Letter, id) or {}) else redirect(url_for("search.search"))


def _code(thing: Row, name: str) -> str:
    """The vocabulary's code of what a field says; "" for nothing, or for what the vocabulary does not know."""
    value = ((thing.get("fields") or {}).get(name) or {}).get("value")
    entry = shelf().get(CHOSEN[name]).find(str(value)) if value else None
    return entry.code if entry else ""


def _who() -> Any:
    return reader()
