"""The web of a running system over generated letters: the search page for many clients at once and for one, and the
page of a long letter."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter
from typing import Any
from urllib.parse import quote

from bench import long_letter
from bench.corpus import WORDS, Corpus
from bench.machine import machine, versions
from bench.search import fill
from bench.served import Served, running, signed_in, with_token
from lontar.followers import rebuild
from lontar.settings import load
from lontar.wiring import open_house
from office import demo

CLIENTS, WARM, SECONDS = 20, 5, 15.0


def run(letters: int = 100_000) -> dict[str, Any]:
    """Pages a second and their times; queries of two frequent words, so that nearly every page is full: 20 letters with
    their snippets, filters and years. The clients share the machine."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": folder}, Path(folder)))
        corpus = Corpus()
        with_token(house.store)
        fill(house, corpus, letters, tuple(demo.UNITS))
        id = long_letter.keep(house, corpus)
        rebuild(house)
        house.close()
        with running(Path(folder)) as (port, *_):
            cookies = signed_in(port)
            _must_be_full(Served(port, dict(cookies)), _address(corpus))
            results = long_letter.cases(Served(port, dict(cookies)), id, corpus)
            results["one_client"] = _pages(port, cookies, corpus, 1)
            # Last: a client stays with the process it came to first, and by now each of them is there to come to.
            results["search_page"] = _pages(port, cookies, corpus, CLIENTS)
    return {
        "bench": "web",
        "machine": machine(),
        "versions": versions("granian", "flask"),
        "letters": letters,
        "words": WORDS,
        "results": results,
    }


def _pages(port: int, cookies: dict[str, str], corpus: Corpus, clients: int) -> dict[str, float]:
    """Each client asks for one page after the other, all of them until the time is over: so there are as many at each
    moment, whichever process answers which of them."""
    start = Barrier(clients)
    with ThreadPoolExecutor(clients) as pool:
        found = pool.map(lambda _: _client(Served(port, dict(cookies)), corpus, start), range(clients))
        times = sorted(one for some in found for one in some)
    return {
        "clients": clients,
        "per_second": round(len(times) / SECONDS, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
    }


def _address(corpus: Corpus) -> str:
    return f"/?q={quote(f'{corpus.frequent()} {corpus.frequent()}')}"


def _must_be_full(served: Served, address: str) -> None:
    """Who is signed in must find something: pages without letters would be quick."""
    _, _, body = served.ask("GET", address, Accept_Encoding="identity")
    if body.count(b'class="title"') < 20:
        raise RuntimeError(f"{address} shows no full page of letters")


def _client(served: Served, corpus: Corpus, start: Barrier) -> list[float]:
    """The seconds of each page that came before the time was over."""
    for _ in range(WARM):
        _page(served, corpus)
    start.wait()
    end, times = perf_counter() + SECONDS, []
    while perf_counter() < end:
        times.append(_page(served, corpus))
    return times[:-1]


def _page(served: Served, corpus: Corpus) -> float:
    address = _address(corpus)
    began = perf_counter()
    status, _, body = served.ask("GET", address)
    seconds = perf_counter() - began
    if status != 200 or not body:
        raise RuntimeError(f"{address} answered {status}")
    return seconds
