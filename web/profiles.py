"""How reading profiles and the models of languages are called, for the forms that choose among them."""

from functools import cache

from flask_babel import gettext as _

from ingest.engines import installed
from ingest.settings import PROFILES, Settings

NO_LANGUAGES = frozenset({"osd", "equ"})
"""Models of Tesseract that tell what is up and read formulas."""


@cache
def _models(settings: Settings) -> list[str]:
    """Asked once by a process: the page is fetched anew after many an act, and to ask starts the engine's command."""
    return sorted(installed(settings) - NO_LANGUAGES)


def models(settings: Settings) -> list[tuple[str, str]]:
    """The models that are installed, each with what its language is called."""
    return [(code, called(code)) for code in _models(settings)]


def called(language: str) -> str:
    """The language of a model; its own name where it is none of ours."""
    return str({"eng": _("English"), "ind": _("Indonesian"), "nld": _("Dutch")}.get(language, language))


def profiles() -> list[tuple[str, str]]:
    said = {
        "fast": _("Fast: the first language alone"),
        "standard": _("Standard: all languages"),
        "careful": _("Careful: all languages, with most effort"),
    }
    return [(name, said[name]) for name in PROFILES]
