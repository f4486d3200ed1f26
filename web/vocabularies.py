"""The office's vocabularies for the pages: lists to choose from, and names in the reader's language."""

from datetime import date

from flask import Flask, current_app

from office.vocabularies import Shelf
from schemas.stored import now
from web.current import house
from web.i18n.language import language


def shelf() -> Shelf:
    """The shelf of this app; it reads a file again when that has changed."""
    found: Shelf = current_app.extensions.setdefault("lontar.vocabularies", Shelf(house().settings.home))
    return found


def choices(name: str, on: date | None = None) -> tuple[tuple[str, str], ...]:
    """(code, name) of a vocabulary's entries in use on a day, without one today, in the reader's language."""
    return shelf().get(name).choices(language(), on or now().date())


def named(value: str, name: str) -> str:
    """What a code, or a name found in a letter, is called in the reader's language; unknown ones stay as they are."""
    entry = shelf().get(name).find(value)
    return entry.name(language()) if entry else value


def install(app: Flask) -> None:
    app.jinja_env.globals["choices"] = choices
    app.jinja_env.filters["named"] = named
