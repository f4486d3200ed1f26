"""Which language a page is in: the person's choice, then the cookie, then the browser, then the office."""

from flask import Flask, g, has_request_context, request
from flask_babel import Babel

from web.current import office
from web.i18n.catalogue import InMemory
from web.who import person, unit_zone

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
LOCALES = {"id": "id", "en": "en_GB"}  # en_GB: "22 November 2026"; plain en says "November 22, 2026"


def language() -> str:
    """ "id" or "en"."""
    if not has_request_context():
        return "id"
    if "language" not in g:
        g.language = chosen()
    return str(g.language)


def chosen() -> str:
    own = (person() or {}).get("language") or request.cookies.get("language")
    if own in LANGUAGES:
        return str(own)
    best = request.accept_languages.best_match(list(LANGUAGES))
    return best or str((office() or {}).get("language") or "id")


def known(*said: str | None) -> str:
    """The first of these languages that there is; Indonesian where there is none of them."""
    return next((one for one in said if one in LANGUAGES), "id")


def locale() -> str:
    return LOCALES[language()]


class OurBabel(Babel):  # type: ignore[misc] # Flask-Babel is untyped
    domain_instance = InMemory()


def install(app: Flask) -> None:
    OurBabel(app, default_locale="id", locale_selector=locale, timezone_selector=lambda: str(unit_zone()))
