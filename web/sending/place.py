"""The blueprint of sent letters."""

from flask import Blueprint, url_for

from schemas.letter import titled
from store.contract import Row

place = Blueprint("sending", __name__)


def title_of(letter: Row) -> str:
    return titled(letter)


def sent_address(letter: str, new: str | None = None) -> str:
    return url_for("sending.sent", id=letter, new=new)
