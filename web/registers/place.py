"""The blueprint of the registers, and the addresses of an entry."""

from typing import Any

from flask import Blueprint, url_for

from lontar.routing.acts import entry_for
from lontar.routing.desk import registrar
from routing.errors import NotTheirs
from schemas.errors import NotFound
from store.contract import Row
from web.current import house
from web.who import who

place = Blueprint("registers", __name__)
PDF = "application/pdf"


def entry_of(letter: Row, id: str) -> Row:
    """An entry of a letter that the person may read. Raises NotFound."""
    entry = entry_for(house(), who(), id)
    if entry["letter"] != letter["_id"]:
        raise NotFound(what="Entry")
    return entry


def own_entry_of(letter: Row, id: str) -> Row:
    """The same, in a book that the person keeps. Raises NotFound, NotTheirs."""
    entry = entry_of(letter, id)
    if not registrar(who(), entry["unit"]):
        raise NotTheirs
    return entry


def entry_address(entry: Row, **more: Any) -> str:
    return url_for("registers.entry", id=entry["letter"], entry=entry["_id"], **more)
