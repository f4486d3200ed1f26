"""The JSON body of a request, held to what a route takes before the route sees it."""

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from flask import request

from schemas.errors import NotAmong, WrongUse

NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters but tab and ends of lines, and halves of a pair of UTF-16: JSON can say them, nobody writes them,
and no store, index or page keeps them unharmed."""


def body(**kinds: Any) -> dict[str, Any]:
    """The members of the JSON body, each of its kind: a type, or list[type]. Raises WrongUse, naming the member."""
    said = _parsed()
    if not isinstance(said, dict):
        raise WrongUse(what="The body", why="it must be a JSON object")
    for name, value in said.items():
        if name not in kinds:
            raise NotAmong(what=name, known=", ".join(kinds))
        if not _is(value, kinds[name]):
            raise WrongUse(what=name, why="it is of another type than the description says")
        if any(NO_TEXT.search(text) for text in _texts(value)):
            raise WrongUse(what=name, why="it holds a control character")
    return said


def _parsed() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # deeper than Python reads
        return None


def _is(value: Any, kind: Any) -> bool:
    if get_origin(kind) is list:
        return isinstance(value, list) and all(_is(one, get_args(kind)[0]) for one in value)
    return isinstance(value, kind) and isinstance(value, bool) == (kind is bool)


def _texts(value: Any) -> Iterator[str]:
    """All strings in a value, names of members too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from (text for one in pair for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
