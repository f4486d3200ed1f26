"""What the form of an act says, as the values of the job."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from lontar.values import CLASS
from schemas.errors import WrongUse
from web.casefiles.filing import folder_typed
from web.letters.typed import CHOSEN, CODED, code, read
from web.routing.form import day_typed
from web.vocabularies import shelf
from web.who import who

TAKEN = {
    "tag": ("tag",),
    "untag": ("tag",),
    "retag": ("tag", "instead"),
    "file": ("casefile",),
    "shelve": ("folder",),
    "again": ("profile",),
    "retry": (),
    "withdraw": ("reason",),
    "restore": (),
    "export": ("form",),
}
"""The boxes of an act, named as its values."""


def values(act: str, form: MultiDict[str, str]) -> dict[str, Any]:
    """Raises WrongUse, with the field."""
    if act == "dispose":
        return _disposition(form)
    if act == "describe":
        return {"fields": _field(form.get("name", ""), form.get("value", "").strip())}
    said = {name: said for name in TAKEN.get(act, ()) if (said := form.get(name, "").strip())}
    return {"folder": folder_typed(said["folder"], who().unit)} if said.get("folder") else said


def _disposition(form: MultiDict[str, str]) -> dict[str, Any]:
    """Positions chosen, and others by code, apart by commas; a day as the browser's own field gives it."""
    typed = [code.strip() for code in form.get("others", "").split(",") if code.strip()]
    several = {"recipients": [*form.getlist("recipients"), *typed], "instructions": form.getlist("instructions")}
    said = {name: form.get(name, "").strip() for name in ("note", "urgency")}
    due = {"due": day_typed(form["due"], "due")} if form.get("due") else {}
    return {name: value for name, value in (several | said).items() if value} | due


def _field(name: str, value: str) -> dict[str, Any]:
    """One field as it is typed: dates as letters print them, vocabularies by code or name, several names apart by
    semicolons."""
    if name == CLASS:
        entry = shelf().get("security-classes").find(value) if value else None
        return {CLASS: entry.code if entry else value}
    if name in CHOSEN:
        entry = shelf().get(CHOSEN[name]).find(value) if value else None
        if value and entry is None:
            raise WrongUse(what=value, why=_("it is not in the list"), field="value")
        return {name: entry.indonesian if entry else ""}
    try:
        if name in CODED:
            return {name: code(name, value) if value else ""}
        return read({name: "\n".join(value.split(";"))})
    except WrongUse as error:
        raise type(error)(**error.params | {"field": "value"}) from error
