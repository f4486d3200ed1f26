"""Which file a backup is written to, and on which one it is to be: a folder says both by itself."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lontar.backups import container
from lontar.backups.age import Key
from lontar.backups.files import ENDING
from lontar.backups.manifest import Manifest
from schemas.errors import LontarError
from schemas.stored import now

STAMP = "%Y%m%d-%H%M%S"


class Earlier(NamedTuple):
    """A backup that another one is to add to."""

    file: Path
    manifest: Manifest


def named(place: Path, at: datetime | None = None) -> Path:
    """The file itself, or in a folder one that is named by the moment."""
    return place / f"lontar-{(at or now()).strftime(STAMP)}{ENDING}" if place.is_dir() else place


def earlier(file: Path, key: Key) -> Earlier:
    """Raises NoBackup, LockedBackup, DamagedBackup."""
    return Earlier(file, container.manifest_of(file, key))


def newest(folder: Path, key: Key, archive: str) -> Earlier | None:
    """The newest backup of this archive in a folder that can be opened; None: there is none."""
    for file in sorted(folder.glob(f"*{ENDING}"), reverse=True):
        try:
            found = earlier(file, key)
        except (LontarError, OSError):
            continue  # half copied, locked for another, or of another kind: the one before it will do
        if found.manifest.archive == archive:
            return found
    return None
