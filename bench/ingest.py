"""From files to searchable letters: digital one-page PDFs of the generator, and single files on an idle home."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.machine import machine, versions
from samples.make import make

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
        }
    return {"bench": "ingest", "machine": machine(), "versions": versions("pypdfium2", "typst"), "results": results}


def _added(home: Path, path: Path, letters: int) -> dict[str, float]:
    environ = {"LONTAR_HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    began = perf_counter()
    command = [sys.executable, "-c", PROGRAM, "add", "--wait", str(path)]
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    seconds = perf_counter() - began
    return {"seconds": round(seconds, 2), "per_second": round(letters / seconds, 1)}
