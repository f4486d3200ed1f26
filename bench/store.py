"""The store in a home of its own: letters committed one by one as when they arrive, read back, listed, counted."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.beside import database_beside
from bench.machine import by_turns, machine, ratios, timed, versions
from lontar.settings import load
from lontar.wiring import open_house
from schemas.letter import Letter, LetterFile
from schemas.stored import new_id, now
from store.changes import Changes, Happened
from store.contract import Store
from store.opening import open_store
from store.packed import pack
from work import lease

THREADS, LIST, TURNS = 4, 25, 500
NEWEST = [("added_at", -1)]


def run(letters: int = 5_000) -> dict[str, Any]:
    """Figures of each case. Where LONTAR_STORE names MongoDB, of an empty database there too, beside what its client
    takes for the same, and how many times as long the store takes."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder, database_beside() as other:
        house = open_house(load({"LONTAR_HOME": folder}, Path(folder)))
        results = measured(house.store, letters)
        house.close()
        if other:
            store = open_store(other, Path(folder))
            results |= {f"mongodb {case}": figures for case, figures in measured(store, letters).items()}
            results |= compared(store, other)
            store.close()
    return {
        "bench": "store",
        "machine": machine(),
        "versions": versions("apsw", "pymongo"),
        "letters": letters,
        "results": results,
    }


def measured(store: Store, letters: int) -> dict[str, dict[str, float]]:
    """Commits of a letter with its work and event; `commit_four` by four threads at once."""
    ids = [new_id() for _ in range(letters)]
    half = letters // 2
    return {
        "commit": _committed(store, ids[:half], 1),
        "commit_four": _committed(store, ids[half:], THREADS),
        "get": timed(lambda id: store.get(Letter, id), ids),
        "load": timed(lambda id: store.load(Letter, id), ids[:500]),
        "list": timed(lambda _: _listed(store), range(500)),
        "tally": timed(lambda _: store.tally(Letter, "stage"), range(50)),
    }


def compared(store: Store, address: str) -> dict[str, dict[str, float]]:
    """The store and the client alone by turns, over the same collections and indexes. `save`: a letter with its work
    and event; `client_same`: the same statements in one transaction; `client_plain`: the letter alone, inserted
    without a transaction."""
    from bench.client import Client

    ids = [row["_id"] for row in store.find(Letter, sort=NEWEST, limit=TURNS)]
    client = Client(address)
    fresh = [arrived(new_id(), number) for number in range(3 * TURNS)]
    taken = iter(fresh)
    save = by_turns(
        {
            "store": lambda _: store.commit(next(taken)),
            "client_same": lambda _: client.save(pack(next(taken))),
            "client_plain": lambda _: client.insert(pack(next(taken))),
        },
        range(TURNS),
    )
    get = by_turns({"store": lambda id: store.get(Letter, id), "client": client.get}, ids)
    listed = by_turns({"store": lambda _: _listed(store), "client": lambda _: client.listed(LIST)}, range(TURNS))
    client.close()
    turns = {"save": save, "get": get, "list": listed}
    told = {f"turns {case} {who}": figures for case, found in turns.items() for who, figures in found.items()}
    return told | {
        f"ratio {case} {who}": ratios(found["store"], figures)
        for case, found in turns.items()
        for who, figures in found.items()
        if who != "store"
    }


def _listed(store: Store) -> Any:
    return store.find(Letter, sort=NEWEST, limit=LIST)


def arrived(id: str, number: int) -> Changes:
    """A letter with its work and its event."""
    file = LetterFile(no=1, name="surat.pdf", sha256="0" * 64, size=1, kind="application/pdf", pages=1)
    letter = Letter(id=id, files=[file], unit="office", added_at=now(), tags=[str(number % 7)])
    return Changes.of(letter, lease.waiting(id), events=[Happened("letter.arrived", f"letters/{id}", "bench")])


def _committed(store: Store, ids: list[str], threads: int) -> dict[str, float]:
    numbers = count()
    began = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda id: store.commit(arrived(id, next(numbers))), ids))
    return {"per_second": round(len(ids) / (perf_counter() - began), 1)}
