"""The store in a home of its own: letters committed one by one as when they arrive, read back, listed, counted."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.machine import machine, timed, versions
from lontar.settings import load
from lontar.wiring import open_house
from schemas.letter import Letter, LetterFile
from schemas.stored import new_id, now
from store.changes import Changes, Happened
from store.contract import Store
from work import lease

THREADS, LIST = 4, 25


def run(letters: int = 5_000) -> dict[str, Any]:
    """Commits of a letter with its work and event; `commit_four` by four threads at once."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": folder}, Path(folder)))
        store = house.store
        ids = [new_id() for _ in range(letters)]
        half = letters // 2
        results = {
            "commit": _committed(store, ids[:half], 1),
            "commit_four": _committed(store, ids[half:], THREADS),
            "get": timed(lambda id: store.get(Letter, id), ids),
            "load": timed(lambda id: store.load(Letter, id), ids[:500]),
            "list": timed(lambda _: store.find(Letter, sort=[("added_at", -1)], limit=LIST), range(500)),
            "tally": timed(lambda _: store.tally(Letter, "stage"), range(50)),
        }
        house.close()
    return {
        "bench": "store",
        "machine": machine(),
        "versions": versions("apsw"),
        "letters": letters,
        "results": results,
    }


def _committed(store: Store, ids: list[str], threads: int) -> dict[str, float]:
    numbers = count()
    file = LetterFile(no=1, name="surat.pdf", sha256="0" * 64, size=1, kind="application/pdf", pages=1)

    def commit(id: str) -> None:
        letter = Letter(id=id, files=[file], unit="office", added_at=now(), tags=[str(next(numbers) % 7)])
        store.commit(
            Changes.of(letter, lease.waiting(id), events=[Happened("letter.arrived", f"letters/{id}", "bench")])
        )

    began = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(commit, ids))
    return {"per_second": round(len(ids) / (perf_counter() - began), 1)}
