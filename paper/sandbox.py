"""Where untrusted files are parsed: a child process killed with all it started past its limits of memory or time.

It bounds what a file can take and what a crash can break. It is no wall against an attacker who runs code
of his own inside a parser: the child has the rights of the user that started it.
"""

import atexit
import contextlib
import json
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, Self, TypeVar, cast

from paper.errors import OutOfMemory, ParserDied, SandboxUnavailable, TookTooLong
from paper.settings import Settings

T = TypeVar("T")
ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""One thread a child, one child a core: with more, a page took 17-19 s of processor time instead of 4."""
PRELOAD = ("paper.page_image",)
KILLED = -1


class Sandbox:
    """One child process, for one thread. Started at the first call, again after each end; ends itself when idle.

    ``preload``: modules whose functions will be called; imported once per process of ours, then forked.
    """

    def __init__(self, settings: Settings | None = None, preload: Sequence[str] = PRELOAD) -> None:
        self.settings = settings or Settings()
        self.preload = tuple(preload)
        self._pipe: Connection | None = None
        self._pid = 0
        self._nursery: _Nursery | None = None

    def call(self, function: Callable[..., T] | str, *args: Any, seconds: float, **named: Any) -> T:
        """What the function returns in the child, for picklable values. An importable function, or "module:name" of
        one: then the parsers behind it are loaded in the child alone and cost this process no time and no memory.

        Raises TookTooLong, OutOfMemory, ParserDied, SandboxUnavailable, or what the function raised.
        """
        call = pickle.dumps((function, args, named))
        # A child that ended because it was idle never began the call: the second one is new.
        for _ in range(2):
            pipe = self._ready()
            try:
                pipe.send_bytes(call)
                if not pipe.poll(seconds):
                    self.close()
                    raise TookTooLong(seconds=round(seconds))
                done, answer = pipe.recv()
            except (EOFError, ConnectionError):
                status = self._end()
                if status != 0:
                    raise ParserDied(how=_how(status)) from None
                continue
            if done:
                return cast(T, answer)
            if isinstance(answer, MemoryError):
                self.close()  # what is left of the heap is in pieces
                raise OutOfMemory(mebibytes=self.settings.sandbox_memory_mb) from answer
            raise answer
        raise ParserDied(how="it ended without an answer")

    def close(self) -> None:
        """Ends the child and all it started; the next call starts another."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ready(self) -> Connection:
        if self._pipe is None:
            self._nursery, self._pipe, self._pid = _start(self.preload, self.settings)
        return self._pipe

    def _end(self) -> int:
        """The exit status of the child, 0 if there is none or it ended because it was idle."""
        if self._pipe is None or self._nursery is None:
            return 0
        self._pipe.close()
        self._pipe = None
        return self._nursery.end(self._pid)


class _Nursery:
    """Our end of a nursery process (paper/nursery.py), shared by the sandboxes of this process."""

    def __init__(self, preload: tuple[str, ...], idle: float) -> None:
        self.lock = threading.Lock()
        ours, theirs = socket.socketpair()
        self.link = ours
        options = json.dumps({"path": sys.path, "preload": preload, "idle": idle})
        command = [sys.executable, "-m", "paper.nursery", str(theirs.fileno()), options]
        with theirs:
            self.process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env={**os.environ, **ENVIRONMENT, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

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

    def end(self, pid: int) -> int:
        """The exit status of a child as of waitpid, KILLED when the nursery was killed and took its children along."""
        try:
            return int(self.ask({"end": pid})["status"])
        except ConnectionError:
            # One that ended by itself was idle, and so were its children before: it stays while a child lives.
            return KILLED if self.process.wait() else 0

    def close(self) -> None:
        with self.lock:
            self.link.close()
        self.process.wait()


_nurseries: dict[tuple[str, ...], _Nursery] = {}
_lock = threading.Lock()


def _start(preload: tuple[str, ...], settings: Settings) -> tuple[_Nursery, Connection, int]:
    """A new child of the nursery for `preload`, which is started if it is not there (any more)."""
    request = {"start": settings.sandbox_memory_mb, "idle": settings.sandbox_idle_seconds}
    why = "it ended while starting"
    for _ in range(2):
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                nursery = _nursery(preload, settings.sandbox_idle_seconds)
                pid = nursery.ask(request, [theirs.fileno()])["pid"]
        except ConnectionError:
            ours.close()
            _forget(preload, nursery)  # it ended idle
        except OSError as error:
            ours.close()
            why = str(error)
        else:
            return nursery, Connection(ours.detach()), pid
    raise SandboxUnavailable(why=why)


def _nursery(preload: tuple[str, ...], idle: float) -> _Nursery:
    with _lock:
        if preload not in _nurseries:
            _nurseries[preload] = _Nursery(preload, idle)
        return _nurseries[preload]


def _forget(preload: tuple[str, ...], nursery: _Nursery) -> None:
    with _lock:
        if _nurseries.get(preload) is nursery:
            del _nurseries[preload]
    nursery.close()


def close_all() -> None:
    """Ends the nurseries of this process and with them every child."""
    with _lock:
        gone = list(_nurseries.values())
        _nurseries.clear()
    for nursery in gone:
        nursery.close()


def _after_fork() -> None:
    """A forked copy of this process must not talk to the nurseries of its parent."""
    global _lock  # noqa: PLW0603 - a lock another thread held at the fork would never be released
    _lock = threading.Lock()
    for nursery in _nurseries.values():
        with contextlib.suppress(OSError):
            nursery.link.close()
    _nurseries.clear()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(close_all)


def _how(status: int) -> str:
    """In words, how a process ended, from its status as of waitpid."""
    if status == KILLED:
        return "its nursery was killed"
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}"
    return f"exit {os.waitstatus_to_exitcode(status)}"
