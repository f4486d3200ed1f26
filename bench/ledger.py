"""The ledger, the inbox and the dashboard of a large office, one request at a time, and a disposition to every unit."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from flask.testing import FlaskClient

from bench.machine import machine, resident_mb, timed, versions
from bench.routed import UNITS, fill, founded
from lontar.ledger.calendar import Calendar
from lontar.ledger.follower import LedgerFollower, rebuild, step
from lontar.ledger.lines import listed
from lontar.ledger.said import said
from lontar.ledger.view import View
from lontar.routing import acts
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation, reader_of
from routing.disposing import Order
from schemas.assignment import HEAD, Assignment
from web.app import create_app
from web.serve import rarely_collect

TIMES = 100
LOOKS = {
    "ledger": "/ledger",
    "ledger of a branch, overdue": "/ledger?branch=U7&overdue=1&sort=due",
    "ledger never opened, by urgency": "/ledger?unopened=1&urgency=ordinary&age=6-10",
    "ledger where nothing fits": "/ledger?urgency=very-urgent&overdue=1",
    "dashboard": "/dashboard",
    "dashboard of a branch": "/dashboard?branch=U7",
}


def run(letters: int = 200_000) -> dict[str, Any]:
    """Milliseconds of each page in the process, its bytes as a browser gets them, and what the store does behind."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": folder}, Path(folder)))
        founded(house)
        fill(house, letters)
        results: dict[str, Any] = {"counted anew": _took(lambda: rebuild(house))}
        LedgerFollower(house).catch_up()
        client = _signed_in(house, "p0-0")
        rarely_collect()
        results |= {name: _page(client, address) for name, address in LOOKS.items()}
        results["inbox"] = timed(lambda _: _inbox(house), range(TIMES))
        roots = _waiting(house)
        results["disposition_400"] = timed(lambda _: _disposed(house, roots.pop()), range(12), warm=2)
        results["counted after a disposition"] = _took(lambda: step(house))
        results["memory"] = {"resident_mb": resident_mb()}
        sizes = house.store.sizes()
        house.close()
    kept = {name: sizes[name] for name in ("assignments", "dispositions", "bytes")}
    about = {"letters": letters, "units": UNITS} | kept
    return {"bench": "ledger", "machine": machine(), "versions": versions("apsw", "flask"), **about, "results": results}


def _page(client: FlaskClient, address: str) -> dict[str, float]:
    body = client.get(address).data
    if b'class="numbers"' not in body:
        raise RuntimeError(f"{address} shows no numbers")
    return timed(lambda _: client.get(address), range(TIMES)) | {"packed_kb": round(len(gzip.compress(body)) / 1024, 1)}


def _inbox(house: House) -> None:
    """What waits for one official, with the letters."""
    reader, calendar = reader_of(house.store, "p7-1"), Calendar.of(house)
    if not said(house, listed(house, reader, View(person="me"), calendar).lines, calendar):
        raise RuntimeError("nothing waits")


def _waiting(house: House) -> list[str]:
    """Roots of entries that nobody was asked about."""
    where, sort = {"standing": "own"}, [("since", -1)]
    rows = house.store.find(Assignment, where, sort=sort, limit=10_000, fields=("position",))
    return [row["_id"] for row in rows if row["position"].startswith(HEAD)]


def _disposed(house: House, root: str) -> None:
    """Every unit's head asked."""
    acts.dispose(house, installation("bench"), root, Order([f"p{unit}-0" for unit in range(UNITS)]))


def _took(act: Callable[[], Any]) -> dict[str, float]:
    began = perf_counter()
    act()
    return {"seconds": round(perf_counter() - began, 2)}


def _signed_in(house: House, person: str) -> FlaskClient:
    client = create_app(house, testing=True).test_client()
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    client.post("/sign-in/demo", data={"csrf_token": found[1] if found else "", "person": person})
    return client
