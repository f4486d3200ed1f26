"""What the form says: values, which of them are sure, and where a person saw them on the page."""

from collections.abc import Mapping
from typing import Any

from flask import request

from lontar.edits import Place
from lontar.facts import ASKED
from lontar.values import CLASS, NAMES
from schemas.errors import WrongUse
from schemas.page import Page, said
from store.contract import Row
from web.current import house
from web.letters import typed

ALL = "all"
"""What the button sends by which all that stands in the form is right."""


def values_asked(thing: Row) -> dict[str, Any]:
    """The fields as they stand in the form, and the security class. Raises WrongUse."""
    form: Mapping[str, str] = request.form
    values = typed.read(form) | {name: _chosen(thing, name) for name in typed.CHOSEN if name in form}
    values |= typed.coded(thing, form)
    return values | ({CLASS: form[CLASS]} if form.get(CLASS) else {})


def sure_of(values: Mapping[str, Any]) -> list[str]:
    """The fields that the person says are right. With ALL those that have a value, and those that nearly every letter
    has: where one is empty, there is none."""
    if request.form.get("act") == ALL:
        return [name for name, value in values.items() if name in NAMES and (value or name in ASKED)]
    return [name for name in request.form.getlist("sure") if name in values]


def places_asked(thing: Row) -> dict[str, Place]:
    """Where the person saw values: of those fields only of which they pointed somewhere else than stands there."""
    found = {}
    for name in NAMES:
        where = request.form.get(f"at-{name}", "")
        if where and where != where_of((thing.get("fields") or {}).get(name)):
            found[name] = _place(thing, where)
    return found


def where_of(field: Row | None) -> str:
    """The place of a field as its hidden box holds it: file, page and box, parted by commas; "" for nowhere."""
    if not field or not field.get("box") or not field.get("page"):
        return ""
    return ",".join(str(one) for one in (field.get("file", 1), field["page"], *field["box"]))


def _place(thing: Row, where: str) -> Place:
    try:
        file, page, *box = (int(one) for one in where.split(","))
        row = house().store.get(Page, Page.key(thing["_id"], file, page)) or {}
        good = len(box) == 4 and 0 <= box[0] <= box[2] <= row["width"] and 0 <= box[1] <= box[3] <= row["height"]
    except (KeyError, ValueError) as error:
        raise WrongUse(what=where, why="it is no place of this letter") from error
    if not good:
        raise WrongUse(what=where, why="it is no place of this letter")
    return Place(file, page, box, _printed(row, box))


def _printed(row: Row, box: list[int]) -> str:
    """What stands in a box of a page."""
    text, words = said(row)
    inside = [
        text[start:end]
        for start, end, x0, y0, x1, y1, _ in words
        if box[0] <= (x0 + x1) / 2 <= box[2] and box[1] <= (y0 + y1) / 2 <= box[3]
    ]
    return " ".join(inside)


def _chosen(thing: Row, name: str) -> str:
    """The name of what was chosen of a vocabulary; what stands there in a spelling it does not know stays."""
    if request.form[name] == typed.code_of(thing, name):
        return str(typed.value_of(thing, name) or "")
    return typed.chosen(thing, {name: request.form[name]}).get(name, "")
