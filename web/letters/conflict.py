"""What others wrote while a person was at work on the same fields of a letter."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from lontar.facts import since, told
from schemas.errors import LontarError
from store.contract import Row
from web.current import house
from web.letters.history import actor, names_of
from web.letters.said import value_said
from web.letters.typed import value_of


def others(thing: Row, problem: LontarError | None) -> dict[str, dict[str, Any]]:
    """For each field of a conflict: its value now, who wrote it, when."""
    names = problem.params.get("names", ()) if problem else ()
    if not names:
        return {}
    events = since(house(), thing["_id"], request.form.get("version", 0, type=int))
    people, found = names_of(house(), events), {}
    for name in names:
        event = next((one for one in events if name in _touched(one)), None)
        if event is not None:
            found[name] = {
                "value": value_said(name, _standing(thing, name)) or _("not found"),
                "who": actor(event, people),
                "at": event["at"],
            }
    return found


def _touched(event: Row) -> set[str]:
    _before, after = told(event)
    return {"security_class"} if event["verb"] == "letter.classified" else set(after.get("fields", ()))


def _standing(thing: Row, name: str) -> Any:
    if name == "security_class":
        return thing["security_class"]
    return value_of(thing, name)
