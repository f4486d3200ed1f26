"""From files to searchable letters: digital PDFs of the generator, and single files on an idle home."""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from urllib.parse import quote

from bench.machine import machine, versions
from bench.served import Served, running, with_token
from lontar.settings import load
from lontar.wiring import open_house
from samples.make import make, truth_of

DROPPED, WORDS, PATIENCE_SECONDS = 6, 4, 60.0
PROGRAM = "from lontar.main import main; main()"


def run(letters: int = 200) -> dict[str, Any]:
    """`lontar add --wait` as a process of its own, its start included."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        digital = make(Path(folder) / "digital", letters, 1)
        scan = make(Path(folder) / "scan", 2, 2, scans=True)[1]
        results = {
            "digital": _added(Path(folder) / "a", digital[0].parent, letters),
            "one_digital": _added(Path(folder) / "b", digital[0], 1),
            "one_scan": _added(Path(folder) / "c", scan, 1),
            **_dropped(Path(folder)),
        }
    return {"bench": "ingest", "machine": machine(), "versions": versions("pypdfium2", "typst"), "results": results}


def _dropped(folder: Path) -> dict[str, dict[str, float]]:
    """From the upload of a file into an idle running system to a search that finds a word of it; the first of each
    kind only warms up."""
    digital = make(folder / "dropped", DROPPED, 3)
    made = make(folder / "scanned", 4 * DROPPED, 4, scans=True)[1::2]
    scans = [path for path in made if truth_of(path)["pages"] == 1][:DROPPED]
    home = folder / "running"
    house = open_house(load({"LONTAR_HOME": str(home)}, folder))
    with_token(house.store)
    house.close()
    with running(home) as (port, start, _):
        served = Served(port)
        results = {"start": {"seconds": round(start, 2)}}
        for name, paths in (("dropped_digital", digital), ("dropped_scan", scans)):
            times = sorted([_findable(served, path) for path in paths][1:])
            results[name] = {"median_s": round(times[len(times) // 2], 2), "slowest_s": round(times[-1], 2)}
    return results


def _findable(served: Served, path: Path) -> float:
    """Seconds until one of the letter's longest words finds one letter more."""
    words = sorted(set(re.findall(r"[a-z]{5,}", " ".join(truth_of(path)["body"]).lower())), key=len)[-WORDS:]
    query = quote(" OR ".join(f"{word}~" for word in words))
    before, began = served.found(query), perf_counter()
    served.upload(path.name, path.read_bytes())
    while served.found(query) == before:
        if perf_counter() - began > PATIENCE_SECONDS:
            raise RuntimeError(f"{path.name} was not found by any of {', '.join(words)}")
        sleep(0.02)
    return perf_counter() - began


def _added(home: Path, path: Path, letters: int) -> dict[str, float]:
    environ = {"LONTAR_HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    began = perf_counter()
    command = [sys.executable, "-c", PROGRAM, "add", "--wait", str(path)]
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    seconds = perf_counter() - began
    return {"seconds": round(seconds, 2), "per_second": round(letters / seconds, 1)}
