"""`lontar run`: the web in a process of its own, the crew and the index follower in this one; all stop together."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lontar.crew import LOOK_SECONDS, Crew
from lontar.errors import HomeInUse, PortTaken
from lontar.followers import IndexFollower
from lontar.wiring import House

STOP_SECONDS = 15.0
Tell = Callable[[str], None]


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """One `lontar run` in a home. Raises HomeInUse."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HomeInUse(home=home) from error
        yield


def demand_free(host: str, port: int) -> None:
    """Raises PortTaken before anything is started."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise PortTaken(host=host, port=port) from error


@contextmanager
def web(house: House, host: str, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The web server over the same home, until the end of the `with`."""
    environ = os.environ | {
        "LONTAR_HOME": str(house.settings.home),
        "LONTAR_HOST": host,
        "LONTAR_PORT": str(port),
    }
    # A group of its own: Ctrl-C reaches this process only, which then stops the web in order.
    process = subprocess.Popen([sys.executable, "-m", "web.serve"], env=environ, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run(house: House, host: str, port: int, *, beside: Callable[[threading.Event], None] | None, tell: Tell) -> None:
    """Until Ctrl-C or SIGTERM. `beside` is done in a thread once everything runs; it ends soon
    after the event it is given. Raises HomeInUse, PortTaken."""
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    with only_one(house.settings.home):
        demand_free(host, port)
        with web(house, host, port) as server, Crew(house, house.settings.work_pool.workers):
            tell(f"Lontar is at http://{host}:{port}")
            helper = threading.Thread(target=beside, args=(over,)) if beside else None
            if helper:
                helper.start()
            follower = IndexFollower(house)
            while not over.is_set():
                if server.poll() is not None:
                    tell("The web server ended; stopping.")
                    break
                if not follower.step():
                    over.wait(LOOK_SECONDS)
            over.set()
            tell("Stopping; the next start goes on from here.")
            if helper:
                helper.join()
