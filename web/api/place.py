"""The blueprint of the JSON API, and the JSON body of a request."""

from typing import Any

from flask import Blueprint, request

from schemas.errors import WrongUse
from web.api import query

place = Blueprint("api", __name__, url_prefix="/api/v1")
place.before_request(query.check)


def body(**kinds: type) -> dict[str, Any]:
    """The members of the JSON body, each of its kind. Raises WrongUse, naming the member."""
    said = request.get_json(silent=True)
    if not isinstance(said, dict):
        raise WrongUse(what="The body", why="it must be a JSON object")
    for name, value in said.items():
        if name not in kinds:
            raise WrongUse(what=name, why=f"known are {', '.join(kinds)}")
        if not isinstance(value, kinds[name]) or isinstance(value, bool):
            raise WrongUse(what=name, why="it is of another type than the description says")
    return said
