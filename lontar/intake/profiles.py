"""How pages are read: as the office's settings say, but for what the letter's batch or a person wants otherwise."""

from dataclasses import replace
from typing import Any

from ingest.engines import installed
from ingest.settings import PROFILES, Settings
from lontar.wiring import House
from schemas.batch import Batch
from schemas.errors import NotAmong
from store.contract import Row

NAMES = ("languages", "profile")
"""What a batch, or a person who wants a page read anew, may say of the settings of the reading."""


def demand_known(settings: Settings, languages: str | None, profile: str | None) -> None:
    """Raises NotAmong, with the name of the field, for a model that is not installed or a profile that there is not."""
    known = installed(settings) if languages else frozenset()
    for language in languages.split("+") if languages else ():
        if language not in known:
            raise NotAmong(what=language or "+", known=", ".join(sorted(known)), field="languages")
    if profile and profile not in PROFILES:
        raise NotAmong(what=profile, known=", ".join(PROFILES), field="profile")


def batch_row(house: House, unit: str, name: str | None) -> Row | None:
    """The batch of a unit by its name. Letters may name one that nobody has made: they are read as the office reads."""
    rows = house.store.find(Batch, {"unit": unit, "name": name}, limit=1) if name else []
    return rows[0] if rows else None


def settings_of(house: House, unit: str, batch: str | None) -> Settings:
    """The settings of the reading for letters that came in with a batch of a unit, or with none."""
    row: dict[str, Any] = batch_row(house, unit, batch) or {}
    return replace(house.settings.ingest, **{name: row[name] for name in NAMES if row.get(name)})
