"""The blueprint of the pages that verify, open to everybody; and how much of a file they take."""

from flask import Blueprint, Request, Response, make_response

from web.current import house
from web.page import page
from web.verifying import words

place = Blueprint("verifying", __name__)
PATH = "/verify"
ROOM = 64 * 1024  # of the form around the file


def most() -> int:
    """Largest file in MB."""
    return house().settings.verify.verify_page_mb


def bound(asked: Request) -> Response | None:
    """Before anything of a body is read: at most so much of it, and the page at once where more is announced."""
    if asked.path != PATH and not asked.path.startswith(f"{PATH}/"):
        return None
    asked.max_content_length = most() * 1_000_000 + ROOM
    if (asked.content_length or 0) <= asked.max_content_length:
        return None
    return answered("too-large", 413)


def answered(problem: str = "", status: int = 200, **shown: object) -> Response:
    """The page, never kept by anybody on the way."""
    known = {name: getattr(words, name) for name in ("headline", "advice", "reasons_said", "signatures")}
    values = known | {"file": None, "verdict": None, "told": None, "token": "", "other": False} | shown
    answer = make_response(page("verifying/verify.html", problem=problem, most=most(), **values), status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
