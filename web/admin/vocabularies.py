"""Vocabularies: listed, exported, imported after a dry run that names every fault by line, and undone."""

from typing import Any

from flask import Response as Download
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from office.vocabularies import KINDS
from office.vocabularies.edit import VERB, take
from office.vocabularies.shelf import check
from office.vocabularies.vocabulary import Vocabulary, write_vocabulary
from schemas.errors import Conflict, NotFound
from store.contract import Row
from web.access import route
from web.admin.act import actor, download, sent_table
from web.admin.place import place
from web.current import house
from web.once import once
from web.page import page
from web.vocabularies import shelf


@route(place, "/admin/vocabularies", action="office.manage", summary="Vocabularies")
def vocabularies() -> str:
    return page("admin/vocabularies.html", found=[shelf().look(name) for name in KINDS])


@route(place, "/admin/vocabularies/<name>", action="office.manage", summary="One vocabulary")
def vocabulary(name: str) -> str:
    _known(name)
    return page("admin/vocabulary.html", **_shown(name))


@route(place, "/admin/vocabularies/<name>/table.csv", action="office.manage", summary="A vocabulary as a table")
def vocabulary_table(name: str) -> Download:
    """With a byte order mark, without which spreadsheets on Windows take UTF-8 for something else."""
    _known(name)
    return download(name, "\ufeff" + write_vocabulary(shelf().get(name)))


@route(place, "/admin/vocabularies/<name>/check", action="office.manage", methods=("POST",), summary="Check a table")
def vocabulary_check(name: str) -> str:
    """Nothing is changed: faults by line, or what the table holds, with the button that takes it."""
    _known(name)
    content = sent_table()
    tried = check(KINDS[name], content)
    text = content.decode("utf-8-sig", "replace")
    return page(
        "admin/vocabulary.html", **_shown(name) | {"tried": tried, "text": text, "differs": _differs(name, tried)}
    )


def _differs(name: str, tried: Vocabulary) -> dict[str, list[str]]:
    """Codes that a table brings, and those that it leaves out."""
    now, then = ([entry.code for entry in one.entries] for one in (shelf().look(name), tried))
    return {"added": [code for code in then if code not in now], "gone": [code for code in now if code not in then]}


@route(place, "/admin/vocabularies/<name>/take", action="office.manage", methods=("POST",), summary="Take a table")
@once
def vocabulary_take(name: str) -> Response:
    _known(name)
    return _taken(name, request.form.get("text", "").replace("\r\n", "\n").encode())


@route(place, "/admin/vocabularies/<name>/reset", action="office.manage", methods=("POST",), summary="As shipped")
@once
def vocabulary_reset(name: str) -> Response:
    _known(name)
    return _taken(name, None)


@route(place, "/admin/vocabularies/<name>/undo", action="office.manage", methods=("POST",), summary="Undo a change")
@once
def vocabulary_undo(name: str) -> Response:
    _known(name)
    event = _undoable(name, request.form.get("event", type=int))
    if event is None:
        raise Conflict(what=name)
    before = (event["values"].get("before") or {}).get("file")
    return _taken(name, before.encode() if before is not None else None)


def _taken(name: str, content: bytes | None) -> Response:
    sequence = take(house().store, shelf(), name, content, actor())
    flash(_("Saved. It is in use at once."), "success")
    return redirect(url_for("admin.vocabulary", name=name, changed=sequence))


def _undoable(name: str, sequence: int | None) -> Row | None:
    """The event of a change that this administrator made, while its text is still the one in use."""
    event = next(iter(house().store.events(sequence - 1, 1)), None) if sequence else None
    if not event or (event["verb"], event["thing"], event["actor"]) != (VERB, f"vocabularies/{name}", actor()):
        return None
    own = shelf().own(name)
    stands = (event.get("values") or {}).get("after", {}).get("file") == (own.decode("utf-8-sig") if own else None)
    return event if event.get("values") and stands else None


def _shown(name: str) -> dict[str, Any]:
    undo = _undoable(name, request.args.get("changed", type=int))
    return {
        "one": shelf().look(name),
        "undone": undo["sequence"] if undo else None,
        "tried": None,
        "text": "",
        "differs": {},
    }


def _known(name: str) -> None:
    """Raises NotFound."""
    if name not in KINDS:
        raise NotFound(what="Vocabulary")
