"""For supervisors and load balancers: /healthz (the process answers), /readyz (each engine, and whether pages can be
shown: without store or originals none can; without the index only searching waits, without the queue only reading, and
no balancer shall take the rest away for that)."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response

from lontar.wiring import House
from schemas.errors import Unavailable
from schemas.letter import Letter
from web.access import route
from web.current import house

place = Blueprint("health", __name__)
MUST = ("store", "originals")
PLAIN = "text/plain; charset=utf-8"
NOBODY = "0" * 64
"""A hash that no bytes have."""


@route(place, "/healthz", public="says only that the process answers", summary="Alive")
def healthz() -> Response:
    return Response("ok\n", content_type=PLAIN)


@route(place, "/readyz", public="says only which engines answer, not where they are", summary="Ready")
def readyz() -> Response:
    """A line for each engine; 503 when pages cannot be shown."""
    away = [name for name, ask in ENGINES.items() if not _answers(ask)]
    ready = not set(MUST) & set(away)
    lines = ["ready" if ready else "not ready", *(f"{name}: {'away' if name in away else 'ok'}" for name in ENGINES)]
    return Response("\n".join(lines) + "\n", 200 if ready else 503, content_type=PLAIN)


def _answers(ask: Callable[[House], Any]) -> bool:
    try:
        return ask(house()) is not False
    except Unavailable:
        return False


ENGINES: dict[str, Callable[[House], Any]] = {
    "store": lambda house: house.store.count(Letter, {"stage": "failed"}),
    "originals": lambda house: house.originals.has(NOBODY) or True,
    "index": lambda house: house.index.generation,
    "queue": lambda house: house.queue.state()["error"] is None,
}
"""What is asked of each: as little as there is, for this is asked every few seconds."""
