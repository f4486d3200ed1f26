"""How many pages each web process has at hand, seen by all of them: a connection stays with the process that took it,
by chance, so one may have three times the clients of the other. Who has more to do than another tells its clients to
come again on a new connection.

Measured with 20 clients and two processes: see docs/benchmarks.md.
"""

import fcntl
import mmap
import os
from pathlib import Path

from flask import Flask, Response, request

from web.lock import Turns

PLACE = 8  # bytes of one process's number
FEWER = 2  # with one fewer elsewhere, moving only turns the difference round


class Queues:
    """One number of each process in a file that all map. A process holds its place by a lock on its first byte, which
    the system lets go however the process ends: the next one takes the place over and begins at none."""

    def __init__(self, path: Path, processes: int) -> None:
        """`processes`: how many share the file. Raises OSError without room for it or without a free place."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # open while we live: closing it frees the place
        os.posix_fallocate(self._file, 0, processes * PLACE)  # a hole would kill us when the disk is full
        self._numbers = memoryview(mmap.mmap(self._file, processes * PLACE)).cast("Q")
        self._own = self._taken(processes)
        self.tell(0)

    def tell(self, length: int) -> None:
        """What this process has at hand now."""
        self._numbers[self._own] = length

    @property
    def shorter_elsewhere(self) -> bool:
        return self._numbers[self._own] >= min(self._numbers) + FEWER

    def _taken(self, processes: int) -> int:
        for place in range(processes):
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place * PLACE)
            except OSError:
                continue
            return place
        raise OSError("every place is taken")


def install(app: Flask, path: Path, processes: int, turns: Turns) -> None:
    """Share the app's clients with the other processes; call it where there are several."""
    try:
        queues = Queues(path, processes)
    except OSError:
        return  # served as before, only less evenly
    turns.told = queues.tell

    @app.after_request
    def part(response: Response) -> Response:
        if queues.shorter_elsewhere and request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1":
            response.headers["Connection"] = "close"
        return response
