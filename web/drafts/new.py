"""A new draft: by which template, for which unit, as an answer to which letter."""

from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from lontar.drafting import acts, answering
from lontar.drafting.typesetting import templates
from lontar.intake import uploads
from lontar.letters import letter_for
from schemas.errors import LontarError
from schemas.letter import values_of
from web.access import route
from web.current import house
from web.drafts.place import place
from web.i18n.language import language
from web.once import once
from web.page import page
from web.who import who


@route(place, "/drafts/new", action="draft.write", summary="The form for a new draft")
def new() -> str:
    """`answers`: the letter that it answers."""
    return _form()


@route(place, "/drafts/new", action="draft.write", methods=("POST",), summary="Begin a draft")
@once
def begin() -> Any:
    template, unit = request.form.get("template", ""), request.form.get("unit") or None
    answers = request.form.get("answers") or None
    try:
        if answers:
            id = answering.begin(house(), who(), answers, template, unit)
        else:
            id = acts.make(house(), who(), template, acts.defaults(house(), template), unit=unit)
    except LontarError as problem:
        return make_response(_form(problem), problem.status)
    return _to(id)


def _to(id: str) -> Response:
    return redirect(url_for("drafts.draft", id=id))


def _form(problem: LontarError | None = None) -> str:
    """Raises NotFound for a letter that the reader may not read."""
    answers = request.values.get("answers") or None
    letter = letter_for(house(), who(), answers) if answers else None
    return page(
        "drafts/new.html",
        problem=problem,
        templates=[(one.name, one.title(language())) for one in templates(house())],
        chosen=request.form.get("template", answering.USUAL),
        units=[(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())],
        unit=request.form.get("unit") or who().unit,
        answers=answers,
        answered=values_of(letter) if letter else None,
    )
