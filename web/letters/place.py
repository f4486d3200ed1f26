"""The blueprint of the letter pages, who acts on them, and the addresses of one letter: all state stands in them."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

place = Blueprint("letters", __name__)
PASSING = ("done", "field", "version", "before", "sent")
"""Arguments that hold for one look only; all others are kept from page to page, whoever put them there."""
APART = ("page", "hit", "was")
"""Arguments that say where in a letter somebody is, or was; the sheet of its fields has its own."""
TABS = ("page", "text", "fields", "history")


def tab() -> str:
    asked = request.args.get("tab", "")
    return asked if asked in TABS else TABS[0]


def kept() -> list[tuple[str, list[str]]]:
    """The arguments of this address that every link and form of the page goes on with."""
    return [(name, values) for name, values in request.args.lists() if name not in PASSING]


def act(id: str, name: str) -> str:
    """Where the form of an act is sent; it leads back to how the letter is looked at now."""
    values: dict[str, Any] = dict(kept())
    return url_for(f"letters.{name}", id=id, **values)


def carried() -> dict[str, Any]:
    """The arguments that go along to where the fields are confirmed, and lead back to how the letter was looked at."""
    return {name: values for name, values in kept() if name not in APART}


def at(id: str, anchor: str | None = None, **changed: Any) -> str:
    """The address of a letter as it is shown now, with some arguments changed; a page and a hit exclude each other."""
    standing = dict(kept())
    if "page" in changed or "hit" in changed:
        standing = {name: values for name, values in standing.items() if name not in ("page", "hit")}
    if changed.get("tab") == TABS[0]:
        changed["tab"] = None
    values = {name: value for name, value in {**standing, **changed}.items() if value not in (None, "", [])}
    return url_for("letters.letter", id=id, _anchor=anchor, **values)


def back(id: str, done: Sequence[int] = ()) -> Response:
    """To the letter as it was looked at; `done`: events that are said there and can be undone."""
    return redirect(at(id, done=list(done)))
