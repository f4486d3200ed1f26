"""The nurseries of this process (paper/nursery.py): started when a child is wanted, shared by all its sandboxes."""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, cast

from paper.errors import SandboxUnavailable
from paper.settings import Settings

ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""One thread a child, one child a core: with more, a page took 17-19 s of processor time instead of 4."""
Preload = tuple[str, ...]


@dataclass(frozen=True)
class Child:
    """A process that takes calls. `born_in`: the process it works for; a fork of that one must not call it."""

    pid: int
    pipe: Connection
    nursery: "_Nursery"
    born_in: int

    def end(self) -> int | None:
        """Its exit status as of waitpid, 0 when it ended in order; it is killed with all it started if it still lives.
        None when its nursery was killed, and took it along."""
        self.pipe.close()
        try:
            return int(self.nursery.ask({"end": self.pid})["status"])
        except ConnectionError:
            # It is gone; in order it goes only after its last child did.
            return 0 if self.nursery.process.wait() == 0 else None


def child(preload: Preload, settings: Settings) -> Child:
    """A new child of the nursery for `preload`, which is started if it is not there (any more).

    Raises SandboxUnavailable."""
    request = {"start": settings.sandbox_memory_mb, "idle": settings.sandbox_idle_seconds}
    why = "it ended while starting"
    for _ in range(2):
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                nursery = _nursery(preload, settings.sandbox_idle_seconds)
                answer = nursery.ask(request, [theirs.fileno()])
        except ConnectionError:
            ours.close()
            _forget(preload, nursery)  # it ended idle
        except OSError as error:
            ours.close()
            why = error.strerror or str(error)
        else:
            if "pid" in answer:
                return Child(answer["pid"], Connection(ours.detach()), nursery, os.getpid())
            ours.close()
            why = answer["why"]
    raise SandboxUnavailable(why=why)


class _Nursery:
    """Our end of a nursery process."""

    def __init__(self, preload: Preload, idle: float) -> None:
        self.lock = threading.Lock()
        self.link, theirs = socket.socketpair()
        options = json.dumps({"path": sys.path, "preload": preload, "idle": idle})
        with theirs:
            try:
                self.process = subprocess.Popen(
                    [sys.executable, "-W", "ignore", "-m", "paper.nursery", str(theirs.fileno()), options],
                    pass_fds=[theirs.fileno()],
                    env={**os.environ, **ENVIRONMENT, "PYTHONPATH": os.pathsep.join(sys.path)},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,  # what a parser prints must not stand among a command's answers
                    start_new_session=True,
                )
            except OSError:
                self.link.close()
                raise

    def ask(self, request: dict[str, Any], files: Sequence[int] = ()) -> dict[str, Any]:
        """Raises ConnectionError when the nursery is gone."""
        with self.lock:
            if self.link.fileno() < 0:
                raise ConnectionResetError("another sandbox found the nursery gone")
            socket.send_fds(self.link, [json.dumps(request).encode()], files)
            answer = self.link.recv(4096)
        if not answer:
            raise ConnectionResetError("the nursery is gone")
        return cast(dict[str, Any], json.loads(answer))

    def close(self) -> None:
        with self.lock:
            self.link.close()
        self.process.wait()


_standing: dict[Preload, _Nursery] = {}
_lock = threading.Lock()


def _nursery(preload: Preload, idle: float) -> _Nursery:
    with _lock:
        if preload not in _standing:
            _standing[preload] = _Nursery(preload, idle)
        return _standing[preload]


def _forget(preload: Preload, nursery: _Nursery) -> None:
    with _lock:
        if _standing.get(preload) is nursery:
            del _standing[preload]
    nursery.close()


def close_all() -> None:
    """Ends the nurseries of this process and with them every child."""
    with _lock:
        gone = list(_standing.values())
        _standing.clear()
    for nursery in gone:
        nursery.close()


def _after_fork() -> None:
    """A forked copy of this process must not talk to the nurseries of its parent."""
    global _lock  # noqa: PLW0603 - a lock another thread held at the fork would never be released
    _lock = threading.Lock()
    for nursery in _standing.values():
        nursery.link.close()
    _standing.clear()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(close_all)
