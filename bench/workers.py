"""Scans read by one worker and by two, each a process with one hand; what calls them is said by LONTAR_WORK. Beside
it what the machine itself gives two processes over one: plain Tesseract over the same scans."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from bench.machine import machine, versions
from lontar.journey import arrive
from lontar.settings import load
from lontar.wiring import open_house
from office.access import installation
from samples.make import make, truth_of
from schemas.work import Work
from store.address import masked
from work.sweeper import unfinished

PROGRAM, COUNTS, TURNS = "from lontar.main import main; main()", (1, 2), 3
LOOK_SECONDS = 0.02


def run(letters: int = 12) -> dict[str, Any]:
    """Scanned letters of one page. The clock runs from the first letter at hand until none is left.

    By turns, and the quickest of each is taken: other guests of the machine only make it slower."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        made = make(Path(folder) / "scans", 4 * letters, 4, scans=True)
        scans = [path for path in made if path.suffix != ".pdf" and truth_of(path)["pages"] == 1][:letters]
        turns = [
            [*(_read(Path(folder) / f"{turn}-{n}", scans, n) for n in COUNTS), *(_plain(scans, n) for n in COUNTS)]
            for turn in range(TURNS)
        ]
    one, two, plain_one, plain_two = (min(column) for column in zip(*turns, strict=True))
    results = {
        f"workers_{count}": {
            "seconds": round(seconds, 1),
            "pages_per_minute": round(60 * letters / seconds, 1),
            "processor_s_per_page": round(processor / letters, 2),
        }
        for count, (seconds, processor) in zip(COUNTS, (one, two), strict=True)
    }
    results["ratio"] = {
        "two_to_one": round(one[0] / two[0], 2),
        "plain_two_to_one": round(plain_one[0] / plain_two[0], 2),
    }
    queue = masked(os.environ.get("LONTAR_WORK", "local:"))
    return {
        "bench": "workers",
        "queue": queue,
        "machine": machine(),
        "versions": versions("celery"),
        "results": results,
    }


def _read(home: Path, scans: list[Path], count: int) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, the start of the workers among these."""
    before = _processor()
    environ = {name: value for name, value in os.environ.items() if name == "LONTAR_WORK"}
    house = open_house(load(environ | {"LONTAR_HOME": str(home)}, home.parent))
    try:
        for path in scans:
            arrive(house, path, path.name, installation("bench"))
        with _workers(home, count):
            while set(house.store.tally(Work, "state")) == {"waiting"}:
                sleep(LOOK_SECONDS)
            began = perf_counter()
            while unfinished(house.store):
                sleep(LOOK_SECONDS)
            seconds = perf_counter() - began
    finally:
        house.close()
    return seconds, _processor() - before


def _plain(scans: list[Path], count: int) -> tuple[float, float]:
    """As `_read`, of as many Tesseracts at a time, which share nothing but the machine."""
    before, began = _processor(), perf_counter()

    def read(path: Path) -> None:
        alone = os.environ | {"OMP_THREAD_LIMIT": "1"}
        subprocess.run(["tesseract", path, "-"], env=alone, capture_output=True, check=True)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(read, scans))
    return perf_counter() - began, _processor() - before


def _processor() -> float:
    """Seconds that all processes took which this one has seen end."""
    ended = os.times()
    return ended.children_user + ended.children_system


@contextmanager
def _workers(home: Path, count: int) -> Iterator[None]:
    environ = os.environ | {"LONTAR_HOME": str(home), "LONTAR_WORKERS": "1"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "work"], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(count)
    ]
    try:
        yield
    finally:
        for one in started:
            one.send_signal(signal.SIGTERM)
            one.wait()
