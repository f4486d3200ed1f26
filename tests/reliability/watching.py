"""How much memory the processes of a test took at most."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.serving import parents

EVERY = 0.02


class Peaks(threading.Thread):
    """From `with` on: by each process below this one that parses files, the most memory it had in MiB, as the system
    counts it (VmHWM): what it shares with others included, so the truth is no more than that."""

    def __init__(self, above: int) -> None:
        super().__init__(daemon=True)
        self._above, self._over = above, threading.Event()
        self.found: dict[int, int] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(EVERY):
            known, below = dict(parents()), {self._above}
            while more := {pid for pid, parent in known.items() if parent in below} - below:
                below |= more
            for pid in below - {self._above}:
                self.found[pid] = max(self.found.get(pid, 0), _most(pid))


def _most(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
