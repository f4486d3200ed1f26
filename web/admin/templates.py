"""Templates of outgoing letters: shipped ones shown, the office's own uploaded, taken away, and that undone."""

from typing import Any

from flask import Response as Download
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from drafting.keeping import VERB, take
from drafting.shelf import Templates
from drafting.template import all_shipped
from drafting.trying import LARGEST, sample
from schemas.errors import Conflict, LontarError, WrongUse
from store.contract import Row
from web.access import route
from web.admin.act import actor, refused
from web.admin.place import place
from web.current import house
from web.once import once
from web.page import page

KINDS = {
    "line": _l("a line"),
    "text": _l("text of paragraphs"),
    "list": _l("a list"),
    "day": _l("a day"),
    "time": _l("a time"),
    "table": _l("a table"),
}


def _templates() -> Templates:
    return Templates(house().settings.home)


@route(place, "/admin/templates", action="office.manage", summary="Templates of letters")
def letter_templates() -> str:
    undo = _undoable(request.args.get("changed", type=int))
    return page(
        "admin/letter_templates.html", problem=None, name="", **_listed(), undone=undo["sequence"] if undo else None
    )


@route(place, "/admin/templates", action="office.manage", methods=("POST",), summary="Add a template of letters")
@once
def letter_template_add() -> Response:
    """`name` and `file`, a Typst file with its description; one of this name that is there is replaced."""
    name, file = request.form.get("name", "").strip(), request.files.get("file")
    try:
        if file is None or not file.filename:
            raise WrongUse(what=_("File"), why=_("none was chosen"), field="file")
        sequence = take(house().store, _templates(), name, file.read(LARGEST + 1), actor())
    except LontarError as problem:
        return refused(problem, "admin/letter_templates.html", **_listed(), name=name, undone=None)
    flash(_("Saved. It is in use at once."), "success")
    return redirect(url_for("admin.letter_templates", changed=sequence))


@route(place, "/admin/templates/<name>", action="office.manage", summary="One template of letters")
def letter_template(name: str) -> str:
    return page("admin/letter_template.html", one=_templates().get(name), kinds=KINDS)


@route(place, "/admin/templates/<name>/template.typ", action="office.manage", summary="A template as a file")
def letter_template_file(name: str) -> Download:
    found = _templates().get(name)
    return _download(found.source or found.path.read_bytes(), "text/plain; charset=utf-8", f"{name}.typ")


@route(place, "/admin/templates/<name>/sample.pdf", action="office.manage", summary="A letter of a template")
def letter_template_sample(name: str) -> Download:
    """With content in every field, from an office that does not exist."""
    return _download(sample(_templates().get(name)).pdf, "application/pdf", f"{name}.pdf")


@route(place, "/admin/templates/<name>/remove", action="office.manage", methods=("POST",), summary="Take one away")
@once
def letter_template_remove(name: str) -> Response:
    sequence = take(house().store, _templates(), name, None, actor())
    flash(_("It was taken away. Letters that were made by it stay as they are."), "success")
    return redirect(url_for("admin.letter_templates", changed=sequence))


@route(place, "/admin/templates/undo", action="office.manage", methods=("POST",), summary="Undo a change of templates")
@once
def letter_template_undo() -> Response:
    event = _undoable(request.form.get("event", type=int))
    if event is None:
        raise Conflict(what=_("The template"))
    before = (event["values"].get("before") or {}).get("file")
    take(house().store, _templates(), _named(event), before.encode() if before is not None else None, actor())
    flash(_("Undone."), "success")
    return redirect(url_for("admin.letter_templates"))


def _download(content: bytes, kind: str, name: str) -> Download:
    return Download(content, content_type=kind, headers={"Content-Disposition": f"attachment; filename={name}"})


def _undoable(sequence: int | None) -> Row | None:
    """The event of a change that this administrator made, while its file is still the one in use."""
    event = next(iter(house().store.events(sequence - 1, 1)), None) if sequence else None
    if not event or (event["verb"], event["actor"]) != (VERB, actor()) or not event.get("values"):
        return None
    own = _templates().own(_named(event))
    after = (event["values"].get("after") or {}).get("file")
    return event if after == (own.decode() if own is not None else None) else None


def _named(event: Row) -> str:
    return str(event["thing"]).partition("/")[2]


def _listed() -> dict[str, Any]:
    return {"shipped": all_shipped(), "own": _templates().looked()}
