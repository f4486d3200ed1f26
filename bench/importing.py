"""A table brought in: how many rows a second, from the file to letters in their books. It makes the table itself:

python -m bench.importing [ROWS]
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.machine import machine, resident_mb, versions
from lontar.importing import imports
from lontar.importing.bringing import bring
from lontar.importing.carrying import Run
from lontar.importing.mapping import mapping_of
from lontar.importing.scans import Scans
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation
from schemas.table_import import TableImport

HEADING = "No;Tgl terima;No agenda;Pengirim;Tgl surat;Nomor surat;Isi ringkas;Ket."


def run(rows: int = 20_000) -> dict[str, Any]:
    """Seconds of each stage: the table taken in, tried, brought in, taken out again."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        path = Path(folder, "buku masuk 1971.csv")
        lines = (f"{n};{1 + n % 28}/{1 + n % 12}/1971;{n};Dinas P.U.;12 Djanuari 1971;{n}/Um/1971;Hal ke {n};asli"
                 for n in range(1, rows + 1))  # fmt: skip
        path.write_text("\n".join((HEADING, *lines)), "utf-8")
        house, reader, seconds = (
            open_house(load({"LONTAR_HOME": f"{folder}/home"}, Path(folder))),
            installation("bench"),
            {},
        )
        began = perf_counter()
        one = bring(house, reader, path, path.name)
        seconds["taken_in"] = perf_counter() - began
        imports.map_columns(house, reader, one.id, mapping_of(one.mapping))
        seconds["tried"] = _worked(house, one.id)
        imports.start(house, reader, one.id)
        seconds["brought_in"] = _worked(house, one.id)
        held = resident_mb()
        imports.undo(house, reader, one.id, "bench")
        seconds["taken_out"] = _worked(house, one.id)
        house.close()
    results = {stage: {"seconds": round(took, 2), "per_second": round(rows / took)} for stage, took in seconds.items()}
    return {
        "bench": "importing",
        "machine": machine(),
        "versions": versions(),
        "results": results | {"rows": rows, "resident_mb": held},
    }


def _worked(house: House, id: str) -> float:
    """Seconds until this stage is over."""
    steps, began = Run(house, id, Scans()), perf_counter()
    while house.store.load(TableImport, id).state in ("judging", "going", "undoing"):
        steps.step()
    return perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:])), indent=1))
