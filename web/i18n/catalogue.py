"""The translations, compiled in memory from the .po file when the app starts: no compiled file is kept or shipped."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import current_app, has_request_context, request
from flask_babel import Domain, get_locale

TRANSLATIONS = Path(__file__).parent.parent / "translations"
PSEUDO = "en_XA"
"""A made-up language in which every catalogued string stands in brackets, so that one that is not stands out."""


def po_file(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(language: str) -> Catalog:
    with po_file(language).open("rb") as stream:
        return read_po(stream, locale=language)


class Pseudo(NullTranslations):
    """Brackets around whatever goes through the catalogue."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    ugettext = gettext
    ungettext = ngettext


@lru_cache(maxsize=4)
def translations(language: str) -> NullTranslations:
    """The translations into "id"; English and all others are the message ids themselves."""
    if language == PSEUDO:
        return Pseudo()
    if not po_file(language).exists():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


class InMemory(Domain):  # type: ignore[misc] # Flask-Babel is untyped
    """Flask-Babel's domain over `translations`; also what the accounts library translates with."""

    def get_translations(self) -> NullTranslations:
        """Of the request's language; templates look it up once a page (web/page.py)."""
        locale = get_locale()
        return translations(PSEUDO if is_pseudo() else locale.language if locale else "en")


def is_pseudo() -> bool:
    return bool(has_request_context() and current_app.testing and request.cookies.get("language") == PSEUDO)
