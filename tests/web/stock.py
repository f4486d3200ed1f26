"""Homes that several files of tests begin with, each made once in a run and copied to whoever asks."""

import shutil
from collections.abc import Callable
from pathlib import Path

from lontar.settings import load
from lontar.wiring import House, open_house
from tests.once import once

Prepare = Callable[[House], dict[str, str]]


def stocked(stock: Path, folder: Path, prepare: Prepare) -> dict[str, str]:
    """A home at `folder`/home as `prepare` leaves it, and the ids that it gave. `stock`: where all processes of a run
    keep what is made."""
    kept, ids = once(stock, f"{prepare.__module__}.{prepare.__name__}", lambda folder: made(folder, prepare))
    shutil.copytree(kept / "home", folder / "home", dirs_exist_ok=True)
    return dict(ids)


def made(folder: Path, prepare: Prepare) -> dict[str, str]:
    """The same, made here."""
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    try:
        return prepare(house)
    finally:
        house.close()
