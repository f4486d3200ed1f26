"""Which engine reads, and with which of the wanted languages."""

import functools
import importlib
import shutil

from ingest.errors import LanguageMissing
from ingest.recogniser import Recogniser
from ingest.settings import Settings
from schemas.errors import WrongUse

ENGINES = {
    "pytesseract": ("ingest.pytesseract_engine", "PytesseractEngine"),
    "tesserocr": ("ingest.tesserocr_engine", "TesserocrEngine"),
}
PACKAGE = "tesseract-ocr-"
"""Debian's packages of models are named by it and the language."""


@functools.lru_cache(maxsize=4)
def recogniser(settings: Settings) -> Recogniser:
    """The engine of the settings with those of its languages that are installed.

    Raises LanguageMissing when none is (`missing` tells the others), WrongUse for an unknown engine or profile.
    """
    module, name = ENGINES[engine_name(settings)]
    found = importlib.import_module(module)
    wanted = settings.languages.split("+")
    if settings.profile not in ("fast", "standard", "careful"):
        raise WrongUse(what=f"LONTAR_PROFILE={settings.profile}", why="it is none of fast, standard, careful")
    here = [language for language in wanted if language in found.installed()]
    if not here:
        raise _missing(wanted)
    engine: Recogniser = getattr(found, name)("+".join(here[:1] if settings.profile == "fast" else here))
    return engine


def engine_name(settings: Settings) -> str:
    """`auto` is the tesseract command where there is one, else the engine that needs none."""
    if settings.engine == "auto":
        return "pytesseract" if shutil.which("tesseract") else "tesserocr"
    if settings.engine not in ENGINES:
        raise WrongUse(what=f"LONTAR_ENGINE={settings.engine}", why=f"it is none of auto, {', '.join(ENGINES)}")
    return settings.engine


def missing(settings: Settings) -> LanguageMissing | None:
    """What to tell the administrator about wanted languages that are not installed; None when all are."""
    here = importlib.import_module(ENGINES[engine_name(settings)][0]).installed()
    absent = [language for language in settings.languages.split("+") if language not in here]
    return _missing(absent) if absent else None


def _missing(languages: list[str]) -> LanguageMissing:
    return LanguageMissing(languages=", ".join(languages), packages=" ".join(PACKAGE + lang for lang in languages))
