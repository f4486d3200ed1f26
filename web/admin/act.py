"""What every form of the administration shares: who acts, where it leads back, and how a refusal is shown."""

from flask import make_response, request
from werkzeug.wrappers import Response

from schemas.errors import LontarError, Taken
from web.local import local_path
from web.page import page
from web.who import who


def actor() -> str:
    """The id of who acts, for events."""
    return who().person


def back(otherwise: str) -> str:
    """Where a form leads after it was saved: to the task list when it was opened from there."""
    return local_path(request.values.get("back"), otherwise)


def in_field(problem: LontarError, field: str, value: str) -> LontarError:
    """A unique key that is in use already is that of this field."""
    return Taken(what=value, field=field) if isinstance(problem, Taken) else problem


def refused(problem: LontarError, template: str, **values: object) -> Response:
    """The form again with what was typed, the reason on top, and the status of the error."""
    return make_response(page(template, problem=problem, **values), problem.status)
