"""Which engine reads, and with which of the wanted languages."""

import functools
import importlib
import shutil
from typing import TYPE_CHECKING

from ingest import models
from ingest.errors import LanguageMissing
from ingest.settings import PROFILES, Settings
from schemas.errors import NotAmong

if TYPE_CHECKING:  # it brings what images are computed with
    from ingest.recogniser import Recogniser

ENGINES = {
    "pytesseract": ("ingest.pytesseract_engine", "PytesseractEngine", models.of_command),
    "tesserocr": ("ingest.tesserocr_engine", "TesserocrEngine", models.in_folder),
}
"""Module and class of each, loaded where pages are read, and what tells its languages."""
PACKAGE = "tesseract-ocr-"
"""Debian's packages of models are named by it and the language."""


@functools.lru_cache(maxsize=4)
def recogniser(settings: Settings) -> "Recogniser":
    """The engine of the settings with those of its languages that are installed.

    Raises LanguageMissing when none is (`missing` tells the others), NotAmong for an unknown engine or profile.
    """
    module, name, _ = ENGINES[engine_name(settings)]
    wanted = settings.languages.split("+")
    if settings.profile not in PROFILES:
        raise NotAmong(what=f"LONTAR_PROFILE={settings.profile}", known=", ".join(PROFILES))
    known = installed(settings)
    here = [language for language in wanted if language in known]
    if not here:
        raise _missing(wanted)
    chosen = "+".join(here[:1] if settings.profile == "fast" else here)
    engine: Recogniser = getattr(importlib.import_module(module), name)(chosen, careful=settings.profile == "careful")
    return engine


def engine_name(settings: Settings) -> str:
    """`auto` is the tesseract command where there is one, else the engine that needs none."""
    if settings.engine == "auto":
        return "pytesseract" if shutil.which("tesseract") else "tesserocr"
    if settings.engine not in ENGINES:
        raise NotAmong(what=f"LONTAR_ENGINE={settings.engine}", known=", ".join(("auto", *ENGINES)))
    return settings.engine


def installed(settings: Settings) -> frozenset[str]:
    """The languages that the engine of the settings has models for on this machine."""
    return ENGINES[engine_name(settings)][2]()


def missing(settings: Settings) -> LanguageMissing | None:
    """What to tell the administrator about wanted languages that are not installed; None when all are."""
    here = installed(settings)
    absent = [language for language in settings.languages.split("+") if language not in here]
    return _missing(absent) if absent else None


def _missing(languages: list[str]) -> LanguageMissing:
    return LanguageMissing(languages=", ".join(languages), packages=" ".join(PACKAGE + lang for lang in languages))
