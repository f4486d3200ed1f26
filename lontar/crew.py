"""The crew that reads: some threads, each with a sandbox of its own in which the processor time is spent."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from typing import Self

from lontar import journey, scratch, upload_list
from lontar.wiring import House
from paper.sandbox import Sandbox
from schemas.errors import Conflict, LontarError, Unavailable
from schemas.work import Work
from work import lease, sweeper

log = logging.getLogger("lontar.work")
LOOK_SECONDS = 0.1  # how often an idle worker looks whether something was committed
SWEEP_SECONDS, TROUBLE_SECONDS = 5.0, 2.0
PRELOAD = ("ingest.reading", "ingest.unfold")


class Crew:
    """Works from `with` on until its end; what is at hand then is finished first."""

    def __init__(self, house: House, workers: int) -> None:
        self.house = house
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(n,), name=f"worker-{n}") for n in range(workers)]
        self._threads.append(threading.Thread(target=self._sweep, name="sweeper"))

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _work(self, number: int) -> None:
        name = f"{socket.gethostname()}.{os.getpid()}.{number}"
        with Sandbox(self.house.settings.paper, PRELOAD) as sandbox:
            while not self._over.is_set():
                if not self._carried("a worker", lambda: self._one(name, sandbox)):
                    self._over.wait(LOOK_SECONDS)

    def _one(self, name: str, sandbox: Sandbox) -> bool:
        """One letter; False when none waits."""
        work = lease.claim(self.house.store, name, self.house.settings.work_pool)
        if work is None:
            return False
        try:
            journey.advance(self.house, work, sandbox)
        except Conflict as error:
            log.warning("%s", error)
        except Unavailable as error:
            self._put_back(work, error)
        return True

    def _put_back(self, work: Work, error: Unavailable) -> None:
        """Until it is written that the work waits again: on a full disk, until there is room."""
        log.warning("letter %s waits: %s", work.id, error)
        changes = lease.postponed(work, error, self.house.settings.work_pool)
        while True:
            try:
                self.house.store.commit(changes)
            except Conflict:
                return  # its lease ran out, and it was taken up
            except Unavailable:
                if self._over.wait(TROUBLE_SECONDS):
                    return
            else:
                return

    def _sweep(self) -> None:
        while not self._over.wait(SWEEP_SECONDS):
            self._carried("the sweeper", self._swept)

    def _swept(self) -> bool:
        for work in sweeper.sweep(self.house.store, self.house.settings.work_pool):
            self.house.store.commit(journey.gave_up(self.house, work))
        upload_list.sweep(self.house)
        scratch.sweep(self.house.settings.home)
        return True

    def _carried(self, who: str, step: Callable[[], bool]) -> bool:
        """What a step returns; False after a fault, which never ends a thread: the next step may go well."""
        try:
            return step()
        except LontarError as error:
            log.warning("%s could not go on: %s", who, error)
        except Exception:
            log.exception("%s could not go on", who)
        self._over.wait(TROUBLE_SECONDS)
        return False
