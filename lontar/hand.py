"""A hand that reads: one letter after the other, in a sandbox of its own in which the processor time is spent."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from typing import Self

from lontar import journey
from lontar.logs import Clock, about
from lontar.wiring import House
from paper.sandbox import Sandbox
from schemas.errors import Conflict, LontarError, Unavailable
from schemas.work import Work
from work import lease

log = logging.getLogger("lontar.work")
TROUBLE_SECONDS = 2.0
PRELOAD = ("ingest.reading", "ingest.unfold")


class Hand:
    """For one thread at a time. The same for the crew of one machine and for a worker that a queue calls."""

    def __init__(self, house: House, number: int, over: threading.Event) -> None:
        self.house = house
        self._name = f"{socket.gethostname()}.{os.getpid()}.{number}"
        self._over = over
        self._sandbox = Sandbox(house.settings.paper, PRELOAD)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._sandbox.close()

    def look(self) -> bool:
        """The most urgent letter that waits is worked on; False when none waits, or after a fault."""
        return carried("a worker", self._one, self._over)

    def _one(self) -> bool:
        work = lease.claim(self.house.store, self._name, self.house.settings.work_pool)
        if work is None:
            return False
        with about(letter=work.id, worker=self._name, attempt=work.attempts):
            self._advance(work)
        return True

    def _advance(self, work: Work) -> None:
        clock = Clock()
        log.info("a letter is read", extra={"said": {"event": "work.begun"}})
        try:
            journey.advance(self.house, work, self._sandbox)
        except Conflict as error:
            log.warning("%s", error)
        except Unavailable as error:
            self._put_back(work, error)
        else:
            said = {"event": f"work.{work.state}", "seconds": clock.seconds, "reason": work.error.get("code")}
            log.log(
                logging.WARNING if work.error else logging.INFO,
                "%s", work.error.get("message", "a letter was read and understood"), extra={"said": said},
            )  # fmt: skip

    def _put_back(self, work: Work, error: Unavailable) -> None:
        """Until it is written that the work waits again: on a full disk, until there is room."""
        log.warning("letter %s waits: %s", work.id, error, extra={"said": {"event": "work.postponed"}})
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


def carried(who: str, step: Callable[[], bool], over: threading.Event) -> bool:
    """What a step returns; False after a fault, which never ends a thread: the next step may go well."""
    try:
        return step()
    except LontarError as error:
        log.warning("%s could not go on: %s", who, error)
    except Exception:
        log.exception("%s could not go on", who)
    over.wait(TROUBLE_SECONDS)
    return False
