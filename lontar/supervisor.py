"""`lontar run`: the web in a process of its own; crew, followers and postman in this one; all stop together.

Where a queue calls workers of their own (LONTAR_WORK=redis:...), the crew here reads nothing and sweeps only.
"""

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from lontar.all_followers import Followers
from lontar.crew import LOOK_SECONDS, Crew
from lontar.errors import HomeInUse, PortTaken
from lontar.settle import told_to_stop
from lontar.wiring import House
from schemas.errors import Unavailable
from store.disk import told
from web.postman import Postman

STOP_SECONDS = 15.0
SOON_SECONDS, TRIES = 5.0, 5
"""A web server that lives for less so often in a row cannot start at all; else it died of something that may pass."""
Tell = Callable[[str], None]


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """One `lontar run` in a home. Raises HomeInUse."""
    with told(str(home)):
        home.mkdir(parents=True, exist_ok=True)
        opened = (home / "run.lock").open("w")
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HomeInUse(home=home) from error
        yield


def demand_free(host: str, port: int) -> None:
    """Raises PortTaken, Unavailable before anything is started."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(host=host, port=port) from error
            raise Unavailable(what=f"The address {host}:{port}", why=error.strerror or str(error)) from error


class Web:
    """The web server over the same home, from `with` on until its end; started again when it dies."""

    def __init__(self, house: House, host: str, port: int) -> None:
        self._environ = os.environ | {
            "LONTAR_HOME": str(house.settings.home),
            "LONTAR_HOST": host,
            "LONTAR_PORT": str(port),
        }
        self._place = host, port
        self._failed = 0  # times in a row

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self._clear()

    def alive(self) -> bool:
        """Whether it serves or was started again; False when it ends again and again as soon as it is started."""
        if self._process.poll() is None:
            return True
        self._clear()
        self._failed = self._failed + 1 if time.monotonic() - self._started < SOON_SECONDS else 0
        if self._failed < TRIES:
            self._start()
        return self._failed < TRIES

    def answers(self) -> bool:
        """Whether it takes connections, which it does once its processes have opened the house."""
        with socket.socket() as asked:
            return asked.connect_ex(self._place) == 0

    def _start(self) -> None:
        # A group of its own: Ctrl-C reaches this process only, which then stops the web in order. Should this one be
        # killed, the pipe breaks and takes the web along, so that the next start finds the port free.
        command = [sys.executable, "-m", "web.serve", "--bound"]
        self._process = subprocess.Popen(command, env=self._environ, start_new_session=True, stdin=subprocess.PIPE)
        self._started = time.monotonic()

    def _clear(self) -> None:
        """Nothing of it is left: its own processes outlive it when it is killed, and would keep the port."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()


def run(
    house: House,
    host: str,
    port: int,
    *,
    workers: int,
    beside: Callable[[threading.Event], None] | None,
    tell: Tell,
) -> None:
    """Until Ctrl-C or SIGTERM. The address is told once the web answers there, and `beside` is done in a thread from
    then on; it ends soon after the event it is given. Raises HomeInUse, PortTaken, Unavailable."""
    over = told_to_stop()
    with only_one(house.settings.home):
        demand_free(host, port)
        with Web(house, host, port) as web, Crew(house, 0 if house.queue.apart else workers), Postman(house):
            helper, told = threading.Thread(target=beside or (lambda _: None), args=(over,)), False
            followers = Followers(house)
            while not over.is_set():
                if not web.alive():
                    tell("The web server does not start; stopping.")
                    break
                if not told and web.answers():
                    tell(f"Lontar is at http://{host}:{port}")
                    told = True
                    helper.start()
                if not followers.follow():
                    over.wait(LOOK_SECONDS)
            over.set()
            tell("Stopping; the next start goes on from here.")
            if told:
                helper.join()
