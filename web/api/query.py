"""The query of an address held to what the route declares, so that nothing is taken for something else in silence."""

import re

from flask import request

from schemas.errors import NotAmong
from web.access import Takes, declared
from web.api.errors import GivenTwice, NotWhole, UnknownParameter, WrongForm


def check() -> None:
    """Before the route at hand does anything. Raises UnknownParameter, GivenTwice, NotWhole, NotAmong, WrongForm."""
    routes = declared[request.endpoint or ""]
    known = {take.name: take for one in routes for take in one.takes if take.place == "query"}
    for name, values in request.args.lists():
        if name not in known:
            raise UnknownParameter(name=_shown(name), known=", ".join(known) or "-")
        _demand(known[name], values)


def _demand(take: Takes, values: list[str]) -> None:
    shape, name = take.shape, _shown(take.name)
    if shape["type"] == "array":
        shape = shape["items"]
    elif len(values) > 1:
        raise GivenTwice(name=name)
    for value in values:
        if "enum" in shape:
            if value not in map(str, shape["enum"]):
                raise NotAmong(what=name, known=", ".join(map(str, shape["enum"])))
        elif shape["type"] == "integer":
            if not _is_whole(value, shape["minimum"], shape["maximum"]):
                raise NotWhole(name=name, least=shape["minimum"], most=shape["maximum"])
        elif not re.search(shape.get("pattern", ""), value):
            raise WrongForm(name=name)


def _is_whole(value: str, least: int, most: int) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,9}", value)) and least <= int(value) <= most


def _shown(name: str) -> str:
    """As it stands in the address: a name alone could be a word of the pages, which a sentence translates."""
    return f"{name}="
