"""The web server: granian, two processes, sixteen threads each, on the loopback address unless told otherwise.

Measured (facts of the project): 180 pages a second for 20 clients, and slow clients hold nobody up. Each process
opens its own house. Stops on SIGTERM and SIGINT after the requests at hand.
"""

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from lontar import logs
from lontar.console import told
from lontar.settings import Settings, secrets_of
from lontar.settings import load as load_settings
from lontar.settings_check import demand
from web.health.requests import begin_anew, folder_of

BACKLOG = 256
STOP_SECONDS = 10  # for the requests at hand when the server is told to stop

LIKE_OURS = {"handlers": {}, "loggers": {"_granian": {"propagate": True}}}
"""The server's own lines go the way of ours."""


def load() -> Callable[..., Any]:
    """In each worker process: the house and the app over it. Where the home is, the environment says."""
    from lontar.wiring import open_house  # the process that starts the workers needs no engines
    from web import lock, queues
    from web.app import create_app

    end_with_server()
    settings = load_settings(os.environ, Path.cwd())
    logs.install(settings.logs, secrets_of(settings))
    with told():
        house = open_house(settings, settings.web.answer_seconds)
        app = create_app(house, testing=bool(os.environ.get("PYTEST_VERSION")))
    if settings.web.web_workers > 1:
        queues.install(app, folder_of(settings.home) / "queues", settings.web.web_workers, lock.rendering)
    rarely_collect()
    return app


def rarely_collect() -> None:
    """What stands now stays for ever: the collector need not look at it again. Measured: 6 % more pages a second, in
    three pairs of runs. A page leaves up to a thousand things in rings (the contexts of Jinja's macros): to throw away
    5,000 of them takes 2.5 ms, 20,000 at once 18 ms, which one page of fifteen waited for."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 50, 50)


def serve(host: str, port: int, workers: int, threads: int, ready: Callable[[], None] | None = None) -> None:
    """Serve until told to stop. `ready` is called once the processes are started."""
    # More threads than cores is meant: they hold slow uploads, one lock renders, and who waits for it is counted
    # (web/queues.py; with eight threads twelve clients seemed as many as eight).
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    server = Granian(
        "web.serve",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=600,
        backlog=BACKLOG,
        backpressure=threads * 4,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_access=False,
        log_level=LogLevels.warning,
        log_dictconfig=LIKE_OURS,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
    )
    if ready is not None:
        server.on_startup(ready)
    server.serve(target_loader=load, wrap_loader=False)


def bind_to_parent() -> None:
    """End this process and its own when the one that holds the other end of our input is gone, however it ended."""

    def wait() -> None:
        os.read(sys.stdin.fileno(), 1)
        os.killpg(os.getpgid(0), signal.SIGKILL)  # nothing here needs an orderly end: the store survives any

    threading.Thread(target=wait, daemon=True).start()


def end_with_server() -> None:
    """End this worker process when the server that started it is gone: else it would keep the port."""
    server = multiprocessing.parent_process()

    def wait() -> None:
        if server is not None:
            server.join()
            os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()


def prove(settings: Settings) -> None:
    """Open all engines once, and close them: what is wrong with one is to end this, not to be met by each process
    that would serve, again and again. Raises what open_house does."""
    from lontar.wiring import open_house

    open_house(settings).close()


def main() -> None:
    """What `lontar run` starts as a process of its own; with --bound it never outlives `lontar run`, which has the
    engines open. Ends with a sentence where the settings or an engine cannot be used."""
    with told():
        found = load_settings(os.environ, Path.cwd())
        logs.install(found.logs, secrets_of(found))
        if "--bound" in sys.argv[1:]:
            bind_to_parent()
        else:
            demand(found)
            prove(found)
    begin_anew(found.home)
    settings = found.web
    serve(settings.host, settings.port, settings.web_workers, settings.web_threads)


if __name__ == "__main__":
    main()
