"""The blueprint of the pages on which fields are confirmed, and where its forms lead."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from web.letters.place import carried

place = Blueprint("confirm", __name__)


def sheet_address(id: str, **more: Any) -> str:
    """The sheet of a letter, with how the letter was looked at before."""
    return url_for("confirm.sheet", id=id, **carried(), **more)


def to_letter(id: str) -> str:
    """The letter, as it was looked at before."""
    return url_for("letters.letter", id=id, **carried())


def onwards(following: str | None, was: str, done: Sequence[int]) -> Response:
    """To the letter that follows, else to the list; `was`, `done`: the letter and the events that can be undone."""
    if following is None:
        return redirect(url_for("confirm.queue", was=was, done=list(done)))
    if following == was:
        return redirect(sheet_address(was, was=was, done=list(done)))
    return redirect(url_for("confirm.sheet", id=following, was=was, done=list(done)))
