"""A letter's fields as a person types or chooses them, and back."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from flask_babel import gettext as _

from ingest.dates import dates
from lontar.values import KINDS
from schemas.day import day_of
from schemas.errors import WrongUse
from schemas.stored import now
from store.contract import Row
from web.i18n.words import LETTER_LANGUAGES, day
from web.vocabularies import choices, shelf

SHORT = re.compile(r"(\d{1,2}\s?([-–./])\s?\d{1,2}\s?\2\s?)(\d{2})")
ALWAYS = ("reference_number", "date", "subject", "sender", "recipients")
"""Fields that are always shown; dates as letters print them, recipients one a line."""
CHOSEN = {"letter_type": "letter-types", "urgency": "urgency"}
"""Fields that a person chooses from a vocabulary; a letter keeps the Indonesian name, as read or as chosen."""
CODED = ("classification_code", "language")
"""Fields of which a letter keeps the code that a list has for them."""


def value_of(thing: Row, name: str) -> Any:
    return ((thing.get("fields") or {}).get(name) or {}).get("value")


def typed_as(thing: Row, name: str) -> str:
    """A field as its box on the page shows it."""
    value = value_of(thing, name)
    if KINDS.get(name) == "day":
        return day(value)
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def read(form: Mapping[str, str]) -> dict[str, Any]:
    """The values of the fields that were typed. Raises WrongUse, naming the box."""
    return {name: _value(name, form[name].strip()) for name in KINDS if name in form and name not in (*CHOSEN, *CODED)}


def _value(name: str, typed: str) -> Any:
    kind = KINDS[name]
    if kind == "day":
        return _day(name, typed) if typed else None
    if kind == "names":
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if kind == "count" and typed:
        if not typed.isdecimal():
            raise WrongUse(what=typed, why=_("write it in figures"), field=name)
        return int(typed)
    return " ".join(typed.split())


def _day(name: str, typed: str) -> int:
    found = dates(_whole_year(typed))
    if len(found) != 1:
        raise WrongUse(what=_("The date"), why=_("write it like 22 November 2026 or 22-11-2026"), field=name)
    return found[0][0]


def _whole_year(typed: str) -> str:
    """A date with two figures for the year (1-2-55) with all four: of the latest such year that is not to come."""
    short = SHORT.fullmatch(typed)
    if short is None:
        return typed
    this = now().year
    year = this - (this - int(short[3])) % 100
    return f"{short[1]}{year}"


def code_of(thing: Row, name: str) -> str:
    """The vocabulary's code of what a field says; "" for nothing, or for what the vocabulary does not know."""
    value = value_of(thing, name)
    entry = shelf().get(CHOSEN[name]).find(str(value)) if value else None
    return entry.code if entry else ""


def chosen(thing: Row, form: Mapping[str, str]) -> dict[str, str]:
    """The names of what was chosen anew: a spelling the vocabulary does not know stays unless another is chosen.

    Raises WrongUse for what is not in the list."""
    values = {}
    for name, vocabulary in CHOSEN.items():
        code = form.get(name, "")
        if name not in form or code == code_of(thing, name):
            continue
        entry = shelf().get(vocabulary).find(code) if code else None
        if code and entry is None:
            raise WrongUse(what=code, why=_("it is not in the list"), field=name)
        values[name] = entry.indonesian if entry else ""
    return values


def offered(thing: Row, name: str) -> list[tuple[str, str]]:
    """(code, name) of what a field can be: of classification codes those in use on the day of the letter. What stands
    there and is in no list is offered too."""
    if name == "language":
        known = [(code, str(said)) for code, said in LETTER_LANGUAGES.items()]
    elif name in CODED:
        known = list(choices("classification", day_of_letter(thing)))
    else:
        return list(choices(CHOSEN[name]))
    held = str(value_of(thing, name) or "")
    return known if not held or held in dict(known) else [(held, held), *known]


def day_of_letter(thing: Row) -> date | None:
    """When it was written; None when that is not known."""
    with suppress(ValueError):
        return day_of(int(value_of(thing, "date") or 0))
    return None


def coded(thing: Row, form: Mapping[str, str]) -> dict[str, str]:
    """The codes that were typed or chosen, by code or name; what stands there already may stay, in a list or not.

    Raises WrongUse for what is in no list."""
    typed = {name: " ".join(form[name].split()) for name in CODED if name in form}
    held = {name: str(value_of(thing, name) or "") for name in typed}
    return {name: said if said in ("", held[name]) else code(name, said) for name, said in typed.items()}


def code(name: str, said: str) -> str:
    """The code of a list for what somebody typed, a code or a name. Raises WrongUse, naming the field."""
    if name == "language":
        known = {str(title).casefold(): one for one, title in LETTER_LANGUAGES.items()}
        found = said if said in LETTER_LANGUAGES else known.get(said.casefold())
    else:
        entry = shelf().get("classification").find(said)
        found = entry.code if entry else None
    if found is None:
        raise WrongUse(what=said, why=_("it is not in the list"), field=name)
    return found
