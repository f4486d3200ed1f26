"""What every form of the administration shares: who acts, where it leads back, and how a refusal is shown."""

from flask import Response as Download
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


def sent_table() -> bytes:
    """The table that a form brings, as a file or as text."""
    file = request.files.get("file")
    return file.read() if file and file.filename else request.form.get("text", "").encode()


def download(name: str, text: str) -> Download:
    """A table to be opened in a spreadsheet."""
    return Download(text, mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}.csv"})


def in_field(problem: LontarError, field: str, value: str) -> LontarError:
    """A unique key that is in use already is that of this field."""
    return Taken(what=value, field=field) if isinstance(problem, Taken) else problem


def refused(problem: LontarError, template: str, **values: object) -> Response:
    """The form again with what was typed, the reason on top, and the status of the error."""
    return make_response(page(template, problem=problem, **values), problem.status)
