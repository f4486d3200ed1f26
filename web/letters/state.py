"""How far a letter is, in a form that a page can follow."""

from dataclasses import asdict, dataclass
from typing import Any

from flask import Response, jsonify
from flask_babel import gettext as _

from lontar.facts import version_of
from schemas.letter import Letter
from schemas.work import TO_COME, Work
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.place import place


@dataclass(frozen=True)
class State:
    """`name`: awaiting (its scan), waiting (for its turn, or with an `error` for another try), reading, failed, partly,
    understood. `pages_done` of `pages` are read (0: not counted yet); `error` and `again_at`, when the next try comes,
    are as stored."""

    name: str
    pages_done: int = 0
    pages: int = 0
    error: dict[str, Any] | None = None
    again_at: Any = None

    @property
    def going(self) -> bool:
        return self.name in ("reading", "waiting")


def state_of(letter: Row) -> State:
    work = house().store.get(Work, letter["_id"]) or {}
    done, pages = int(work.get("pages_done") or 0), int(work.get("pages") or 0)
    if work.get("state") in TO_COME:
        waits = work["state"] == "waiting"
        return State("waiting" if waits else "reading", done, pages, work.get("error") or None, work["not_before"])
    if letter["stage"] == "awaiting":
        return State("awaiting")
    error = letter.get("error") or None
    if letter["stage"] == "failed":
        return State("failed", error=error)
    return State("partly" if error else "understood", error=error)


def badge(letter: Row, state: State) -> tuple[str, str]:
    """The class of its colours and the words of the state."""
    name = "withdrawn" if letter.get("withdrawn") else state.name
    return {
        "withdrawn": ("text-bg-secondary", _("Withdrawn")),
        "awaiting": ("text-bg-secondary", _("Awaits its scan")),
        "reading": ("text-bg-secondary", _("Being read")),
        "waiting": ("text-bg-secondary", _("Waiting")),
        "failed": ("text-bg-danger", _("Failed")),
        "partly": ("text-bg-warning", _("Partly read")),
        "understood": ("text-bg-success", _("Read")),
    }[name]


@route(place, "/letters/<id>/state", action="letter.read", of=Letter, summary="How far it is, for the page to follow")
def state(thing: Row) -> Response:
    """Changes whenever the page of the letter does; an ETag answers for what did not."""
    found = asdict(state_of(thing)) | {"version": version_of(house(), thing["_id"])}
    return jsonify({name: found[name] for name in ("name", "pages_done", "pages", "version")})
