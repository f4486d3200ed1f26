"""Which letters belong to one: a person says which one a reference means, which it does not, and that two letters that
look alike are two."""

from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from ingest.fields import number_key
from lontar.finding.find import find
from lontar.understanding import linking
from lontar.understanding.threads import Reference, Threads
from schemas.errors import LontarError, NotFound
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import KEPT
from web.letters.place import back, place
from web.once import once
from web.page import page
from web.who import who

MOST = 20
"""Letters that a person is given to choose from."""


@dataclass(frozen=True)
class Choice:
    """A letter that a reference may mean; `meant`: it does by now."""

    letter: Row
    meant: bool


@route(place, "/letters/<id>/reference", action="letter.describe", of=Letter, summary="Which letter a reference means")
def reference(thing: Row) -> str:
    """`number`: the reference; `q`: what to look for instead."""
    return _page(thing)


@route(
    place,
    "/letters/<id>/reference/link",
    action="letter.describe",
    of=Letter,
    methods=("POST",),
    summary="This is the letter",
)
@once
def link(thing: Row) -> Any:
    return _said(thing, linking.link)


@route(
    place,
    "/letters/<id>/reference/unlink",
    action="letter.describe",
    of=Letter,
    methods=("POST",),
    summary="This is not the letter",
)
@once
def unlink(thing: Row) -> Any:
    return _said(thing, linking.unlink)


@route(
    place,
    "/letters/<id>/told-apart",
    action="letter.describe",
    of=Letter,
    methods=("POST",),
    summary="These are two letters",
)
@once
def told_apart(thing: Row) -> Any:
    return back(thing["_id"], linking.tell_apart(house(), who(), thing["_id"], request.form.get("letter", "")))


def _said(thing: Row, act: Any) -> Response | tuple[str, int]:
    number, letter = (request.form.get(name, "") for name in ("number", "letter"))
    try:
        return back(thing["_id"], act(house(), who(), thing["_id"], number, letter))
    except KEPT as problem:
        return _page(thing, problem), problem.status


def _page(thing: Row, problem: LontarError | None = None) -> str:
    threads, number = Threads(house(), who()), request.values.get("number", "")
    found = _reference(threads, thing, number)
    query = request.values.get("q", "").strip()
    return page(
        "letters/reference.html",
        letter=thing,
        reference=found,
        number=number,
        query=query or number,
        choices=_choices(threads, thing, found, query),
        problem=problem,
    )


def _reference(threads: Threads, thing: Row, number: str) -> Reference:
    """Raises NotFound for a letter that this one does not cite."""
    for one in threads.references(thing):
        if number_key(one.cited.name) == number_key(number):
            return one
    raise NotFound(what="Reference")


def _choices(threads: Threads, thing: Row, found: Reference, query: str) -> list[Choice]:
    """The letter that it means by now, those of numbers like it, those of its day, and those that the words looked for
    stand in."""
    rows = [*([found.letter] if found.letter else []), *_like(threads, found, query)]
    if query:
        hits = find(house(), who(), query, limit=MOST)["hits"]
        rows += [row for row in map(threads.readable, (hit["id"] for hit in hits)) if row]
    by_id = {row["_id"]: row for row in rows if row["_id"] != thing["_id"]}
    meant = found.letter["_id"] if found.letter else None
    return [Choice(row, id == meant) for id, row in by_id.items()][:MOST]


def _like(threads: Threads, found: Reference, query: str) -> list[Row]:
    return threads.like(query) if query else threads.like(found.cited.number, found.cited.day)
