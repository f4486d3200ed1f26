"""The blueprint of sent letters."""

from flask import Blueprint, url_for

from schemas.letter import values_of
from store.contract import Row

place = Blueprint("sending", __name__)


def title_of(letter: Row) -> str:
    return str(values_of(letter).get("subject") or letter["files"][0]["name"])


def sent_address(letter: str, new: str | None = None) -> str:
    return url_for("sending.sent", id=letter, new=new)
