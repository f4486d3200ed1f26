"""The blueprint of the review pages, and the address of one of its sheets."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

place = Blueprint("review", __name__)
SHEET = "/review/<id>/<int:number>"


def to_sheet(id: str, number: int) -> Response:
    return redirect(url_for("review.sheet", id=id, number=number))
