"""The blueprint of the pages on which fields are confirmed, and where its forms lead."""

from collections.abc import Sequence

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

place = Blueprint("confirm", __name__)


def onwards(following: str | None, was: str, done: Sequence[int]) -> Response:
    """To the letter that follows, else to the list; `was`, `done`: the letter and the events that can be undone."""
    if following is None:
        return redirect(url_for("confirm.queue", was=was, done=list(done)))
    return redirect(url_for("confirm.sheet", id=following, was=was, done=list(done)))
