"""Pages of a letter as a grid: put in order, turned, left out, brought back, split off; other letters appended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar import undoing
from lontar.errors import StillRead
from lontar.facts import version_of
from lontar.intake import arranging, batches
from lontar.intake.arrangement import brought_back, file_moved, moved
from lontar.intake.received import received
from lontar.paging import Leaf, in_order, leaf_of, left_out_of, order_of, rows_of
from lontar.reading import rereading
from paper.settings import WIDTHS
from schemas.errors import LontarError, NotFound, WrongUse
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import KEPT, led_back, refused
from web.letters.place import place
from web.letters.sheet import address_of, can_be_drawn
from web.letters.shown import just_done
from web.once import once
from web.page import page
from web.who import who

REFUSED = (*KEPT, StillRead)
TURNS = {"right": 90, "left": 270}
"""Degrees clockwise by what the form asks for."""
OFFERED = 20
"""Letters of the person's latest uploads that can be chosen to be appended."""
WANTED = ("file", "page", "width", "height", "rotation", "details", "text", "by_hand", "error")


@dataclass(frozen=True)
class Thumb:
    """One page on the grid. `leaf` is "FILE.PAGE", `number` its place in the letter (0: left out)."""

    leaf: str
    number: int
    address: str | None
    blank: bool
    separator: bool


@route(place, "/letters/<id>/arrange", action="letter.arrange", of=Letter, summary="Its pages, to be arranged")
def arrange(thing: Row) -> str:
    return _page(thing)


@route(
    place, "/letters/<id>/arrange", action="letter.arrange", of=Letter, methods=("POST",), summary="Arrange its pages"
)
@once
def arrange_pages(thing: Row) -> Any:
    """`order`: the pages as they stand in the form, FILE.PAGE; `page`, `back`: those chosen; `act`: what to do."""
    try:
        done = _done(thing)
        turned = _turned(thing["_id"])
    except REFUSED as problem:
        return _page(house().store.get(Letter, thing["_id"]) or thing, problem), problem.status
    if turned:
        flash(
            ngettext(
                "%(num)s page was turned and is read again.", "%(num)s pages were turned and are read again.", turned
            ),
            "success",
        )
    elif not done and request.form.get("act") != "undo":
        flash(_("Nothing was different."), "info")
    return _back(thing["_id"], done)


@route(place, "/letters/<id>/merge", action="letter.arrange", of=Letter, methods=("POST",), summary="Append a letter")
@once
def merge(thing: Row) -> Any:
    """`letter`: id or address of the other letter, else `recent`, one that was chosen."""
    typed = request.form.get("letter", "").strip() or request.form.get("recent", "")
    other = typed.partition("?")[0].rstrip("/").rpartition("/")[2]
    awaited = thing["stage"] == "awaiting"  # the other one is its scan
    try:
        done = arranging.merge(house(), who(), [thing["_id"], other])
    except (*REFUSED, NotFound) as problem:
        return refused(thing, problem) if awaited else (_page(thing, problem), problem.status)
    return led_back(thing["_id"], done) if awaited else _back(thing["_id"], done)


def _back(id: str, done: list[int]) -> Response:
    return redirect(url_for("letters.arrange", id=id, done=done))


def _done(thing: Row) -> list[int]:
    """The events of what was done."""
    id, name = thing["_id"], request.form.get("act", "save")
    if name == "undo":
        undoing.undo(house(), who(), id, request.form.getlist("event", type=int))
        return []
    order, chosen = _leaves("order") or order_of(thing["files"]), set(_leaves("page"))
    verb, _, file = name.partition(" ")
    orders: dict[str, Callable[[], list[Leaf]]] = {
        "earlier": lambda: moved(order, chosen, -1),
        "later": lambda: moved(order, chosen, 1),
        "file-earlier": lambda: file_moved(order, int(file), -1),
        "file-later": lambda: file_moved(order, int(file), 1),
        "out": lambda: [leaf for leaf in order if leaf not in chosen],
        "blanks": lambda: [leaf for leaf in order if leaf not in _leaves("blank")],
        "back": lambda: brought_back(order, set(_leaves("back"))),
    }
    wanted = orders.get(verb, lambda: order)()
    done = arranging.arrange(house(), who(), id, wanted, request.form.get("version", type=int))
    if verb == "split":
        done += arranging.split(house(), who(), id, [order.index(leaf) + 1 for leaf in order if leaf in chosen]).events
    elif verb in ("separators", "at-blanks"):
        at = "separators" if verb == "separators" else "blanks"
        done += arranging.split_at(house(), who(), id, at).events
    return done


def _turned(id: str) -> int:
    """How many pages were turned; they are numbered as the letter has them by now."""
    by, chosen = TURNS.get(request.form.get("act", "")), set(_leaves("page"))
    order = order_of((house().store.get(Letter, id) or {}).get("files", ())) if by else []
    numbers = [number for number, leaf in enumerate(order, 1) if leaf in chosen]
    for number in numbers:
        rereading.turn(house(), who(), id, number, by or 0)
    return len(numbers)


def _leaves(name: str) -> list[Leaf]:
    """The pages that the form names. Raises WrongUse."""
    try:
        return [(int(file), int(page)) for file, _, page in (one.partition(".") for one in request.form.getlist(name))]
    except ValueError as error:
        raise WrongUse(what=name, why="it is no page") from error


def _page(thing: Row, problem: LontarError | None = None) -> str:
    rows = rows_of(house(), thing["_id"], WANTED)
    by_leaf, pages = {leaf_of(row): row for row in rows}, in_order(thing["files"], rows)
    order = order_of(thing["files"])
    thumbs = [_thumb(thing, leaf, by_leaf.get(leaf), number) for number, leaf in enumerate(order, 1)]
    return page(
        "letters/arrange.html",
        letter=thing,
        files=[(file, [one for one in thumbs if one.leaf.startswith(f"{file['no']}.")]) for file in thing["files"]],
        count=len(order),
        left_out=[_thumb(thing, leaf, by_leaf.get(leaf), 0) for leaf in left_out_of(thing["files"])],
        blanks=[one for one in thumbs if one.blank],
        cuts={at: len(batches.groups(pages, at)) for at in ("separators", "blanks")},
        recent=_recent(thing),
        version=version_of(house(), thing["_id"]),
        done=just_done(thing),
        problem=problem,
        smallest=WIDTHS[0],
    )


def _thumb(letter: Row, leaf: Leaf, row: Row | None, number: int) -> Thumb:
    file = next(one for one in letter["files"] if one["no"] == leaf[0])
    row = row or {}
    address = address_of(letter["_id"], leaf, row.get("rotation"), WIDTHS[0]) if can_be_drawn(file, row) else None
    return Thumb(f"{leaf[0]}.{leaf[1]}", number, address, batches.is_blank(row), batches.is_separator(row))


def _recent(thing: Row) -> list[tuple[str, str]]:
    """Letters of the person's latest uploads: id and name."""
    found = [(one.letter, one.file) for sent in received(house(), who()) for one in sent.letters if one.letter]
    return [(id, name) for id, name in dict(found).items() if id and id != thing["_id"]][:OFFERED]
