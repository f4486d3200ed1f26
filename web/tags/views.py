"""The tags of the letters that one may read: how many have each; renamed, merged or taken off, as a job."""

from typing import Any

from flask import Blueprint, make_response, request
from flask_babel import gettext as _

from lontar.many.tags import everywhere, tags
from schemas.errors import LontarError, WrongUse
from web.access import SIGNED_IN, route
from web.current import house
from web.jobs.views import counted
from web.once import once
from web.page import page
from web.who import who

place = Blueprint("tags", __name__)


@route(place, "/tags", action=SIGNED_IN, locked=True, summary="The tags of all letters")
def all_tags() -> str:
    begin = request.args.get("begin", "")
    return page("tags/tags.html", tags=tags(house(), who(), begin), begin=begin)


@route(place, "/tags/edit", action="letter.tag", locked=True, summary="The form to rename or delete a tag")
def edit() -> str:
    return _form(request.args.get("tag", ""))


@route(place, "/tags/edit", action="letter.tag", methods=("POST",), summary="Have the renaming of a tag counted")
@once
def change() -> Any:
    tag, new = request.form.get("tag", ""), request.form.get("instead", "").strip()
    try:
        if not new and "delete" not in request.form:
            raise WrongUse(what=_("The new name"), why=_("it is empty"), field="instead")
        return counted(everywhere(house(), who(), tag, "" if "delete" in request.form else new))
    except LontarError as problem:
        return make_response(_form(tag, problem), problem.status)


def _form(tag: str, problem: LontarError | None = None) -> str:
    known = tags(house(), who())
    typed = request.form.get("instead", tag)
    return page("tags/tag.html", tag=tag, typed=typed, count=dict(known).get(tag, 0), known=known, problem=problem)
