"""The lists of drafts."""

from flask import request

from lontar.drafting import listed, shown
from lontar.drafting.typesetting import template_of
from office.access import Reader, may
from schemas.errors import LontarError
from web.access import route
from web.current import house
from web.drafts.place import place
from web.drafts.words import EMPTY, LISTS, state_said
from web.i18n.language import language
from web.page import page
from web.who import who

COUNTED = 50
"""Drafts that are counted for the bar of every page: more are "50+"."""


@route(place, "/drafts", action="draft.read", summary="Drafts: one's own, those that wait, those that are done")
def drafts() -> str:
    wanted = request.args.get("list", "")
    if wanted not in LISTS:
        wanted = _first()
    rows = listed.drafts(house(), who(), wanted)
    return page(
        "drafts/drafts.html",
        rows=rows,
        wanted=wanted,
        lists=LISTS,
        empty=EMPTY[wanted],
        titles=shown.titles_of(house(), rows),
        title_of=shown.title_of,
        template_said=template_said,
        state_said=state_said,
    )


def _first() -> str:
    """The list that is opened: what waits for them before what they write."""
    if found := next((one for one in ("initial", "signature") if listed.drafts(house(), who(), one)), None):
        return found
    return "mine" if may(who(), "draft.write") else "initial"


def template_said(name: str) -> str:
    """What a template is called; its name, where the office has it no longer."""
    try:
        return template_of(house(), name).title(language())
    except LontarError:
        return name


def counted(who: Reader) -> tuple[int, bool]:
    """What waits for an initial of theirs; for their signature: web/sign."""
    return listed.waiting(house(), who, COUNTED)


def is_for(who: Reader) -> bool:
    """Who writes drafts, and who has one to initial."""
    return may(who, "draft.write") or listed.waiting(house(), who, 1)[0] > 0
