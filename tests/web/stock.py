"""Homes that several files of tests begin with, each made once in a run and copied to whoever asks."""

import fcntl
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from lontar.settings import load
from lontar.wiring import House, open_house

Prepare = Callable[[House], dict[str, str]]


def stocked(stock: Path, folder: Path, prepare: Prepare) -> dict[str, str]:
    """A home at `folder`/home as `prepare` leaves it, and the ids that it gave. `stock`: where all processes of a run
    keep what is made."""
    kept = stock / f"{prepare.__module__}.{prepare.__name__}"
    stock.mkdir(parents=True, exist_ok=True)
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / "ids.json").exists():
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir()
            (kept / "ids.json").write_text(json.dumps(made(kept, prepare)))
    shutil.copytree(kept / "home", folder / "home", dirs_exist_ok=True)
    ids: dict[str, str] = json.loads((kept / "ids.json").read_text())
    return ids


def made(folder: Path, prepare: Prepare) -> dict[str, str]:
    """The same, made here."""
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    try:
        return prepare(house)
    finally:
        house.close()
