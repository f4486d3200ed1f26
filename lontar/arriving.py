"""Bytes that arrive while the same bytes are destroyed: one of the two always sees the other (schemas/erasing.py)."""

from collections.abc import Mapping
from pathlib import Path

from lontar.errors import BeingDestroyed
from lontar.wiring import House
from schemas.erasing import ERASING, Erasing
from store.changes import Changes, Hold


def arriving(house: House, files: Mapping[str, Path]) -> Changes:
    """To be part of the commit by which something names originals that were put just now, by hash with the file they
    came from: bytes that were destroyed since are put again. A commit that conflicts is decided again with it.

    Raises BeingDestroyed, DiskFull, Unavailable."""
    row = house.store.get(Erasing, ERASING)
    if row and not files.keys().isdisjoint(row.get("sha256", ())):
        raise BeingDestroyed()
    for sha256, path in files.items():
        if not house.originals.has(sha256):
            house.originals.put(path, path.name)
    if row is None:
        return Changes.of(Erasing(id=ERASING))  # so that there is something to hold; once in a home
    return Changes(holds=(Hold(Erasing, ERASING, row["version"]),))
