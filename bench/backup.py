"""A backup held against copying the same home, one after the other and in turn: seconds, how many times as long.

`lontar bench backup --letters N`: N letters, each an original of a megabyte that no compression makes smaller.
"""

import os
import shutil
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.corpus import Corpus
from bench.machine import machine, resident_mb, versions
from bench.search import fill
from lontar.backups import taking
from lontar.backups.age import Key, Lock
from lontar.backups.chosen import earlier
from lontar.backups.restoring import restore
from lontar.move import Place
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from schemas.letter import Letter
from store.changes import Changes
from store.directory import DirectoryOriginals
from store.sqlite import SqliteStore

BYTES = 1_000_000
ROUNDS = 3


def run(letters: int = 300) -> dict[str, Any]:
    """`copy`: the home's originals and store copied by the system and brought to the disk; `full`: a backup of them;
    `adding`: one that only adds to it, with nothing new; `restore`: into an empty home; `times`: full by copy."""
    with TemporaryDirectory(prefix="lontar-bench-", dir=os.environ.get("LONTAR_BENCH")) as folder:
        place = Path(folder)
        house = open_house(load({"LONTAR_HOME": str(place / "home")}, place))
        demo.found(house.store)
        _fill(house, letters)
        pairs = [(_copy(place), _backup(house, place)) for _ in range(ROUNDS if letters < 5000 else 1)]
        first = place / "first"
        taking.take(house, installation("bench"), first, on=None, lock=Lock(), tell=_quiet)
        began = perf_counter()
        on = earlier(first, Key())
        taking.take(house, installation("bench"), place / "second", on=on, lock=Lock(), tell=_quiet)
        adding = perf_counter() - began
        restored = _restored(first, place)
        gigabytes = first.stat().st_size / 1e9
        house.close()
    return {
        "bench": "backup",
        "machine": machine(),
        "versions": versions("apsw", "pyrage"),
        "letters": letters,
        "results": {
            "copy": {"seconds": round(median(one for one, _ in pairs), 2)},
            "full": {"seconds": round(median(one for _, one in pairs), 2), "gb": round(gigabytes, 2)},
            "times": {"copy": round(median(one / copy for copy, one in pairs), 2)},
            "adding": {"seconds": round(adding, 2)},
            "restore": {"seconds": round(restored, 2)},
            "resident": {"mb": resident_mb()},
        },
    }


def _fill(house: House, letters: int) -> None:
    """Letters with their texts, each with an original of its own."""
    fill(house, Corpus(), letters)
    chance, file = Random(1), house.settings.home / "bytes"
    for row in list(house.store.every(Letter, fields=("files",))):
        file.write_bytes(chance.randbytes(BYTES))
        sha256, size = house.originals.put(file)
        letter = house.store.load(Letter, row["_id"])
        letter.files[0].sha256, letter.files[0].size = sha256, size
        house.store.commit(Changes.of(letter))
    file.unlink()


def _copy(place: Path) -> float:
    """Seconds until a copy of the home is on the disk."""
    began = perf_counter()
    shutil.copytree(place / "home", place / "copy")
    os.sync()
    seconds = perf_counter() - began
    shutil.rmtree(place / "copy")
    return seconds


def _backup(house: House, place: Path) -> float:
    began = perf_counter()
    taking.take(house, installation("bench"), place / "file", on=None, lock=Lock(), tell=_quiet)
    seconds = perf_counter() - began
    (place / "file").unlink()
    return seconds


def _restored(file: Path, place: Path) -> float:
    """Seconds until all of it is brought back, without the index."""
    home = place / "new"
    home.mkdir()
    target = Place("new", SqliteStore(home / "lontar.db"), DirectoryOriginals(home / "originals"))
    began = perf_counter()
    restore([file], Key(), home, target, _quiet)
    seconds = perf_counter() - began
    target.store.close()
    return seconds


def _quiet(said: object) -> None:
    """Nobody looks."""
