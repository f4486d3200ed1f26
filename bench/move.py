"""An archive moved into another store: how many letters and how many MB of originals a second. The store is a new one:

python -m bench.move 'mongodb://SERVER/DATABASE?replicaSet=NAME' [LETTERS]
"""

import json
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.corpus import Corpus
from bench.machine import machine, resident_mb, versions
from bench.search import fill
from lontar.move import Place, move
from lontar.settings import load
from lontar.wiring import open_house
from office import demo
from store.opening import open_originals, open_store

ORIGINALS, BYTES = 400, 500_000
"""As scans of a page are large."""


def run(address: str, letters: int = 20_000) -> dict[str, Any]:
    """Seconds of each part, from what progress says; each letter is two documents, itself and its text."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        home, chance = Path(folder), Random(1)
        house = open_house(load({"LONTAR_HOME": folder}, home))
        demo.found(house.store)
        fill(house, Corpus(), letters)
        for number in range(ORIGINALS):
            file = home / str(number)
            file.write_bytes(chance.randbytes(BYTES))
            house.originals.put(file)
            file.unlink()
        target = Place("new", open_store(address, home), open_originals("gridfs:", home, address))
        filled, steps = resident_mb(), [("", perf_counter())]

        def tell(said: str) -> None:
            step = " ".join(said.split()[:2]) if "originals" in said else said.split(":", maxsplit=1)[0]
            if steps[-1][0] != step:
                steps.append((step, perf_counter()))

        found = move(Place("old", house.store, house.originals), target, "bench", tell)
        ends = [at for _, at in steps[2:]] + [perf_counter()]
        seconds = {step: end - began for (step, began), end in zip(steps[1:], ends, strict=True)}
        target.store.close()
        house.close()
    documents = sum(found.documents.values())
    return {
        "bench": "move",
        "machine": machine(),
        "versions": versions("apsw", "pymongo"),
        "letters": letters,
        "documents": documents,
        "seconds": {step: round(second, 1) for step, second in seconds.items()},
        "letters_per_second": round(letters / (seconds["Copied"] + seconds["Compared"])),
        "mb_per_second": round(found.bytes / 1e6 / seconds["Copied: originals"], 1),
        "resident_mb": {"before": filled, "most": resident_mb()},
        "differing": len(found.differing),
    }


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], *map(int, sys.argv[2:])), indent=1))
