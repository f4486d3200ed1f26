"""The blueprint of the review pages, and the address of one of its sheets."""

from collections.abc import Sequence

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

place = Blueprint("review", __name__)
SHEET = "/review/<id>/<int:number>"


def to_sheet(id: str, number: int, said: Sequence[str] = ()) -> Response:
    """`said`: boxes in which something has just been said, which can be undone there."""
    return redirect(url_for("review.sheet", id=id, number=number, said=list(said)))
