"""Fifty clients at once on a running system for minutes: what is answered, how soon, and whether the memory grows."""

import random
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import quote

from bench.corpus import WORDS, Corpus
from bench.kept import filled_once, home_in
from bench.machine import machine, versions
from bench.proportional import memory_of
from bench.search import fill
from bench.served import Served, running, signed_in, with_token
from lontar.followers import rebuild
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from samples.make import make
from schemas.letter import Letter

CLIENTS, SESSIONS, SECONDS, WITH_PAGES = 50, 5, 300.0, 6
LOOK_SECONDS = 1.0
IDLE_SECONDS = 10.0
"""A connection that was silent for so long is opened anew, as browsers do: the server closes them after 15."""
PARTS, AROUND = 5, 0.04
"""Of five minutes the memory at each full one: the middle of what was seen in so much of the time around it."""
UNIT = "setda"  # the archivist's
MIX = {
    "search": 30, "first page": 5, "letter": 15, "image": 10, "inbox": 8, "ledger": 4, "dashboard": 4,
    "api search": 12, "api letter": 8, "upload": 4,
}  # fmt: skip
"""What a client asks for, of a hundred times."""


@dataclass
class Tally:
    """Of one kind: seconds of each answer, and what went wrong how often."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def told(self) -> dict[str, float]:
        times = sorted(self.times) or [0.0]
        return {
            "requests": len(self.times) + len(self.errors),
            "errors": len(self.errors),
            "p50_ms": round(times[len(times) // 2] * 1000, 1),
            "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        }


class Watch(threading.Thread):
    """Looks at the memory of a system from its start until `over`."""

    def __init__(self, above: int, over: threading.Event) -> None:
        super().__init__()
        self._above, self._over = above, over
        self.seen: list[tuple[float, float]] = []

    def run(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.seen.append(memory_of(self._above))

    def told(self) -> dict[str, float]:
        marks = [self._around(part / PARTS) for part in range(1, PARTS + 1)]
        found: dict[str, float] = {f"part_{number}_mb": round(all_) for number, (all_, _) in enumerate(marks, 1)}
        (first, own_first), (last, own_last) = marks[0], marks[-1]
        found |= {"own_first_mb": round(own_first), "own_last_mb": round(own_last)}
        return found | {"ratio": round(last / first, 3), "own_ratio": round(own_last / own_first, 3)}

    def _around(self, share: float) -> tuple[float, float]:
        middle, wide = share * len(self.seen), max(1.0, AROUND * len(self.seen))
        some = self.seen[max(0, int(middle - wide)) : int(middle + wide)]
        return median(all_ for all_, _ in some), median(own for _, own in some)


def run(letters: int = 100_000, seconds: float = SECONDS, folder: Path | None = None) -> dict[str, Any]:
    """By kind of request: how many, how long they took, how many had an error or no answer (`errors`), the first of
    which are in `faults`. `memory`: all processes together, each by its share of what it has in common with others
    (PSS), in MiB at each fifth of the time; `ratio` is the end over the first fifth, `own_...` without what is mapped
    of files. `folder` as for `search`. Raises WrongUse."""
    with home_in(folder) as home:
        corpus = Corpus()
        house = open_house(load({"LONTAR_HOME": str(home)}, home))
        with_token(house.store)
        filled_once(home, lambda: fill(house, corpus, letters, tuple(demo.UNITS)))
        ids = _with_pages(house, home / "samples")
        rebuild(house)
        kept = house.store.count(Letter)
        house.close()
        with running(home) as (port, _, pid):
            cookies = [signed_in(port) for _ in range(SESSIONS)]
            tallies, memory = _busy(pid, [Client(port, cookies[n % SESSIONS], ids, n) for n in range(CLIENTS)], seconds)
    results = {kind: one.told() for kind, one in tallies.items()}
    together = Tally()
    for one in tallies.values():
        together.times += one.times
        together.errors += one.errors
    results["all"] = {"clients": CLIENTS, "per_second": round(len(together.times) / seconds, 1)} | together.told()
    results["memory"] = memory
    faults = together.errors[:20]
    said = {"letters": kept, "words": WORDS, "seconds": seconds, "faults": faults, "results": results}
    return {"bench": "load", "machine": machine(), "versions": versions("granian", "flask"), **said}


def _with_pages(house: House, folder: Path) -> list[str]:
    """Letters that were really read, so that they have a picture; those of the archivist's unit."""
    for path in make(folder, WITH_PAGES, 7):
        arrive(house, path, path.name, installation("bench"), unit=UNIT, direction="incoming")
    settle(house)
    rows = house.store.find(Letter, {"unit": UNIT}, sort=[("added_at", -1)], limit=WITH_PAGES, fields=())
    return [row["_id"] for row in rows]


class Client:
    """Asks for one thing after the other; which, is a matter of chance that is the same in each run."""

    def __init__(self, port: int, cookies: Mapping[str, str], ids: Sequence[str], number: int) -> None:
        self._pages, self._program = Served(port, dict(cookies)), Served(port)
        self._ids, self._corpus, self._number, self._sent = ids, Corpus(number + 2), number, 0
        self._chance, self._used = random.Random(number), {True: 0.0, False: 0.0}

    def ask(self) -> tuple[str, str]:
        """The kind, and what was wrong, if anything."""
        (kind,) = self._chance.choices(list(MIX), list(MIX.values()))
        try:
            if kind == "upload":
                self._upload(self._open(program=True))
                return kind, ""
            status, _, body = self._open(program=kind.startswith("api")).ask("GET", self._address(kind))
        except (OSError, HTTPException, RuntimeError) as error:
            self.close()
            return kind, f"{kind}: {type(error).__name__} {error}"
        return kind, "" if status == 200 and body else f"{kind}: {status}"

    def close(self) -> None:
        for one in (self._pages, self._program):
            one.close()

    def _open(self, *, program: bool) -> Served:
        """The connection as a program with its token, or as a browser with its cookies."""
        served = self._program if program else self._pages
        if perf_counter() - self._used[program] > IDLE_SECONDS:
            served.close()
        self._used[program] = perf_counter()
        return served

    def _upload(self, served: Served) -> None:
        """A letter that nobody has sent yet."""
        self._sent += 1
        lines = "".join(f"{self._number}/{self._sent} {self._corpus.rare()}\n" for _ in range(8))
        served.upload(f"{self._number}-{self._sent}.eml", f"Subject: {self._corpus.rare()}\n\n{lines}".encode())

    def _address(self, kind: str) -> str:
        words = quote(f"{self._corpus.frequent()} {self._corpus.frequent()}")
        id = self._chance.choice(self._ids)
        return {
            "search": f"/?q={words}",
            "first page": "/",
            "letter": f"/letters/{id}?q={words}",
            "image": f"/letters/{id}/files/1/pages/1?w=800",
            "inbox": "/inbox",
            "ledger": "/ledger",
            "dashboard": "/dashboard",
            "api search": f"/api/v1/search?q={words}",
            "api letter": f"/api/v1/letters/{id}",
        }[kind]


def _busy(pid: int, clients: Sequence[Client], seconds: float) -> tuple[dict[str, Tally], dict[str, float]]:
    """All of them ask until the time is over."""
    over, tallies, lock = threading.Event(), {kind: Tally() for kind in MIX}, threading.Lock()
    end, watch = perf_counter() + seconds, Watch(pid, over)

    def asking(client: Client) -> None:
        with closing(client):
            while (began := perf_counter()) < end:
                kind, wrong = client.ask()
                with lock:
                    if wrong:
                        tallies[kind].errors.append(wrong)
                    else:
                        tallies[kind].times.append(perf_counter() - began)

    watch.start()
    with ThreadPoolExecutor(len(clients)) as pool:
        list(pool.map(asking, clients))
    over.set()
    watch.join()
    return tallies, watch.told()
