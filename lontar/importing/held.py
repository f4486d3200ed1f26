"""What lies beside an import until it is through: the table as it came, and the scans that came with it, under
HOME/imports/ID on the machine of the web. A worker whose machine has them carries it out; the others leave it alone."""

import shutil
import time
from pathlib import Path

from lontar.wiring import House
from schemas.table_import import TableImport
from store.contract import Row
from store.disk import told

LEFT_SECONDS = 24 * 3600.0
"""A folder of no import, so old, was left by a process that was killed."""
OVER = ("done", "undone")


def folder(house: House, id: str) -> Path:
    return house.settings.home / "imports" / id


def table(house: House, id: str) -> Path:
    """The table as it came; a sheet of it may be chosen again."""
    return folder(house, id) / "table"


def scan(house: House, id: str, number: int) -> Path:
    return folder(house, id) / f"{number:06d}"


def is_here(house: House, row: Row) -> bool:
    """Whether this machine has what an import needs."""
    return not row.get("scans") or folder(house, row["_id"]).is_dir()


def keep(house: House, id: str, path: Path, name: str) -> None:
    """The table as it came. Raises DiskFull, Unavailable."""
    with told(name):
        folder(house, id).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, table(house, id))


def clear(house: House, id: str) -> None:
    shutil.rmtree(folder(house, id), ignore_errors=True)


def sweep(house: House) -> None:
    """Clear away what belongs to an import that is through, or to none. Safe to run in several processes."""
    for one in (house.settings.home / "imports").glob("*"):
        row = house.store.get(TableImport, one.name)
        try:
            old = time.time() - one.stat().st_mtime > LEFT_SECONDS
        except FileNotFoundError:
            continue
        if (row is None and old) or (row is not None and row["state"] in OVER):
            shutil.rmtree(one, ignore_errors=True)
