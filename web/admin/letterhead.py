"""The letterhead of the office: its lines and its crest."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from flask import Response as Picture
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from lontar.crest import keep, picture
from office.letterhead import lettered, lines_of
from office.units import ROOT
from schemas.errors import LontarError, NotFound
from schemas.unit import Unit
from web.access import route
from web.admin.act import actor, back, refused
from web.admin.place import place
from web.current import house
from web.once import once
from web.page import page


def _kept() -> dict[str, Any]:
    return dict((house().store.get(Unit, ROOT) or {}).get("letterhead") or {})


@route(place, "/admin/letterhead", action="office.manage", summary="The letterhead")
def letterhead() -> str:
    kept = _kept()
    return page("admin/letterhead.html", text="\n".join(kept.get("lines", ())), crest=kept.get("crest"), problem=None)


@route(place, "/admin/crest/<name>", action="office.manage", summary="The crest of the letterhead")
def crest(name: str) -> Picture:
    """WebP, drawn in the sandbox. `name` is its sha256, so that browsers keep it for ever."""
    if name != _kept().get("crest"):
        raise NotFound(what="Crest")
    answer = Picture(picture(house(), name), mimetype="image/webp")
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


@route(place, "/admin/letterhead", action="office.manage", methods=("POST",), summary="Change the letterhead")
@once
def letterhead_change() -> Response:
    """`lines` as text; `crest` a picture, without which the one there stays; `no_crest` takes it away."""
    text, kept = request.form.get("lines", ""), _kept()
    file = request.files.get("crest")
    try:
        sha256 = None if "no_crest" in request.form else kept.get("crest")
        lines = lines_of(text)
        if file is not None and file.filename:
            sha256 = _uploaded(file)
        house().store.commit(lettered(house().store, lines, sha256, actor()))
    except LontarError as problem:
        return refused(problem, "admin/letterhead.html", text=text, crest=kept.get("crest"))
    flash(_("Saved."), "success")
    return redirect(back(url_for("admin.letterhead")))


def _uploaded(file: FileStorage) -> str:
    scratch = house().settings.home / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=scratch, prefix="crest-") as copy:
        file.save(copy)
        copy.flush()
        return keep(house(), Path(copy.name), file.filename or "crest")
