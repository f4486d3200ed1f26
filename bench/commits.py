"""Commits on MongoDB by several processes: `python -m tests.servers python -m bench.commits`.

On the server named by TEST_MONGODB, which is that of the tests. All that commit an event change one counter; a claim or
the end of a lease changes none.
"""

import os
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.machine import machine
from bench.store import arrived
from lontar.console import say
from schemas.stored import new_id
from store.changes import Changes
from store.opening import open_store
from work import lease

COUNTS, SECONDS = (1, 2, 4, 8), 6.0


def arrival() -> Changes:
    return arrived(new_id(), 0)


def quiet() -> Changes:
    """Work alone, as a claim writes it."""
    return Changes.of(lease.waiting(new_id()))


def run() -> Iterator[tuple[str, dict[str, Any]]]:
    address = os.environ["TEST_MONGODB"].replace("/?", "/commits?")
    open_store(address, Path()).close()
    for made in (arrival, quiet):
        for count in COUNTS:
            with get_context("spawn").Pool(count) as pool:
                done = pool.starmap(_committed, [(address, made)] * count)
            yield made.__name__, {"processes": count, "per_second": round(sum(done), 1)}


def _committed(address: str, made: Callable[[], Changes]) -> float:
    """Commits a second of one process, over some seconds."""
    store = open_store(address, Path())
    number, began = 0, perf_counter()
    while perf_counter() - began < SECONDS:
        store.commit(made())
        number += 1
    store.close()
    return number / (perf_counter() - began)


if __name__ == "__main__":
    say(machine())
    for case, figures in run():
        say({case: figures})
