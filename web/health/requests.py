"""Requests counted by all web processes of a home together: each writes its own small file in memory, readers add up.

A process that ended leaves its file, so that counts only grow until the next start, which begins anew.
"""

import mmap
import os
import secrets
import struct
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from flask import Flask, g, request
from werkzeug.wrappers import Response

from schemas.errors import Unavailable
from store.disk import write_whole

CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper ends in seconds; a search page takes about 0.02."""
CELLS = len(CLASSES) + len(BUCKETS) + 1
"""Of one room: requests by class, requests by the first bucket they fit in, microseconds in all."""
OTHER = "other"


class Counts:
    """Counts by room. `folder` is shared by the processes; a file is one row of 64-bit numbers."""

    def __init__(self, folder: Path, rooms: Sequence[str]) -> None:
        self.rooms = (*sorted(rooms), OTHER)
        self.folder = folder
        self._row = struct.Struct(f"<{len(self.rooms) * CELLS}Q")
        self._lock = threading.Lock()
        self._own: mmap.mmap | None = None

    def add(self, room: str, status: int, seconds: float) -> None:
        base = self.rooms.index(room if room in self.rooms else OTHER) * CELLS
        cells = [(base + status // 100 - 1, 1), (base + CELLS - 1, round(seconds * 1e6))]
        bucket = next((number for number, end in enumerate(BUCKETS) if seconds <= end), None)
        if bucket is not None:
            cells.append((base + len(CLASSES) + bucket, 1))
        with self._lock:
            own = self._own = self._own or self._opened() or mmap.mmap(-1, self._row.size)
            for cell, more in cells:
                (held,) = struct.unpack_from("<Q", own, cell * 8)
                struct.pack_into("<Q", own, cell * 8, held + more)

    def total(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """(room, its cells) of all processes together; rooms nobody asked for are left out."""
        found = [0] * (len(self.rooms) * CELLS)
        for path in self.folder.glob("*.counts"):
            content = path.read_bytes()
            if len(content) == self._row.size:
                found = [held + more for held, more in zip(found, self._row.unpack(content), strict=True)]
        for number, room in enumerate(self.rooms):
            cells = tuple(found[number * CELLS : (number + 1) * CELLS])
            if any(cells):
                yield room, cells

    def _opened(self) -> mmap.mmap | None:
        """None where there is no room for it: the process then counts for itself alone, and serves."""
        path = self.folder / f"{os.getpid()}-{secrets.token_hex(4)}.counts"
        try:
            write_whole(path, bytes(self._row.size))
        except Unavailable:
            return None
        with path.open("r+b") as stream:
            return mmap.mmap(stream.fileno(), 0)


def begin_anew(home: Path) -> None:
    """At the start of the server, before its processes."""
    for path in folder_of(home).glob("*.counts"):
        path.unlink(missing_ok=True)


def folder_of(home: Path) -> Path:
    return home / "scratch" / "requests"


def install(app: Flask, home: Path) -> None:
    """Count every request of the app; call it when all blueprints are there."""
    counts = Counts(folder_of(home), list(app.blueprints))
    app.extensions["lontar.requests"] = counts

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        # A request that was turned away before `start` has no beginning and took next to no time.
        seconds = time.perf_counter() - g.started if "started" in g else 0.0
        counts.add(request.blueprint or OTHER, response.status_code, seconds)
        return response
