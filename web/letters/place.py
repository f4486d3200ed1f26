"""The blueprint of the letter pages, who acts on them, and where an act leads back."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from office.access import Reader
from web.current import reader

place = Blueprint("letters", __name__)


def who() -> Reader:
    """The person who asks. The routes have made sure that there is one."""
    found = reader()
    assert found is not None
    return found


def back(id: str) -> Response:
    """To the letter, with the query and page it was opened with."""
    return redirect(url_for("letters.letter", id=id, **request.args.to_dict()))  # type: ignore[arg-type]
