"""Celery on Redis as the queue; nothing else knows either of them.

Messages are empty and all alike: whoever gets one looks for the most urgent letter, as the crew of one machine does.
So the order is the store's (a letter that somebody waits for is the next one, however many of a batch were announced
before it), nothing about letters stands in Redis, and what was lost is made up by number alone.

Hands are threads, since each has a process of its own for all that costs time and memory: the sandbox, with its limit.
What Celery does to guard processes of its pool has therefore nothing to guard here.
"""

import logging
import os
import socket
import threading
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import celery
import redis
from celery import signals
from celery.platforms import SecurityWarning
from kombu.exceptions import KombuError

from store.address import masked
from work.errors import QueueAway
from work.queue import MOST, Look

NAME, LOOK = "lontar", "lontar.look"
"""The list in Redis, and the one task."""
CONNECT_SECONDS, ANSWER_SECONDS = 2.0, 5.0
"""A server that is away must not hold up whoever brings a letter."""
CHECK_SECONDS = 5
"""A worker that hears nothing from Redis for a little longer connects anew."""
PAUSE_SECONDS = 10.0
"""After a fault nobody tries again for so long but the sweeper, which makes up for what was not said."""
UNSEEN_SECONDS = 3600
"""A message that nobody has answered for so long is given to another worker. For a letter that takes longer that means
one look more, which its lease turns away; of a killed worker the sweeper takes up the letters long before."""
REFUSED = "it wants a password, which is not the one in its address"
FAULTS = (redis.RedisError, KombuError, OSError)
log = logging.getLogger("lontar.work")


class CeleryQueue:
    apart = True

    def __init__(self, url: str) -> None:
        self.place = masked(url)
        timeouts = {"socket_connect_timeout": CONNECT_SECONDS, "socket_timeout": ANSWER_SECONDS}
        self._redis = redis.Redis.from_url(url, **timeouts)
        self._app = _app(url, timeouts)
        self._fault, self._again = "", 0.0  # the last one, told once; and the time before which nothing is said

    def announce(self) -> None:
        self._say(1)

    def remind(self, due: int) -> None:
        try:
            said = self.messages()
        except QueueAway as error:
            self._failed(error)
        else:
            self._again = 0.0
            self._say(min(MOST, due - said))

    def messages(self) -> int:
        """How many wait in Redis. Raises QueueAway."""
        try:
            return int(self._redis.llen(NAME))
        except FAULTS as error:
            raise self._away(error) from error

    def state(self) -> dict[str, Any]:
        try:
            return {"place": self.place, "messages": self.messages(), "error": None}
        except QueueAway as error:
            return {"place": self.place, "messages": None, "error": error.as_dict()}

    def serve(self, look: Look, hands: int, over: threading.Event) -> None:
        self._app.task(look, name=LOOK)
        with _told_by_celery(over):
            while not over.is_set():
                self._worker(hands).start()
                over.wait(PAUSE_SECONDS)

    def _worker(self, hands: int) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # to root it recommends an option of its own command
            return self._app.Worker(
                hostname=f"lontar-{os.getpid()}@{socket.gethostname()}",
                pool="threads",
                concurrency=hands,
                quiet=True,
                without_gossip=True,
                without_mingle=True,
                without_heartbeat=True,
            )

    def _say(self, number: int) -> None:
        if time.monotonic() < self._again:
            return
        try:
            for _ in range(number):
                self._app.send_task(LOOK, retry=False)
        except FAULTS as error:
            self._failed(self._away(error))
        else:
            self._fault = ""

    def _failed(self, error: QueueAway) -> None:
        """Said once for as long as it lasts."""
        if str(error) != self._fault:
            log.warning("%s", error)
        self._fault, self._again = str(error), time.monotonic() + PAUSE_SECONDS

    def _away(self, error: Exception) -> QueueAway:
        refused = isinstance(error, redis.AuthenticationError) or isinstance(error.__cause__, redis.AuthenticationError)
        return QueueAway(place=self.place, why=REFUSED if refused else str(error).rstrip("."))


def _app(url: str, timeouts: Mapping[str, float]) -> celery.Celery:
    app = celery.Celery(NAME, broker=url, set_as_current=False)
    app.conf.update(
        task_default_queue=NAME,
        task_ignore_result=True,
        task_acks_late=True,  # a message is answered when its letter is done, and given to another if it never is
        worker_disable_prefetch=True,  # a worker holds no message that it has no hand for
        worker_prefetch_multiplier=0,  # counted by hands: by messages, one whose answer failed would count for ever
        worker_enable_remote_control=False,
        worker_redirect_stdouts=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,  # Redis may be away for as long as it likes
        broker_channel_error_retry=True,  # and full
        broker_transport_options={
            "visibility_timeout": UNSEEN_SECONDS,
            "health_check_interval": CHECK_SECONDS,
            **timeouts,
        },
    )
    return app


@contextmanager
def _told_by_celery(over: threading.Event) -> Iterator[None]:
    """`over` is set when Celery is told to stop, and its log is ours."""

    def stop(**_: Any) -> None:
        over.set()

    def leave_log(**_: Any) -> None:
        """Celery sets up logging of its own unless somebody else says that he does."""

    signals.worker_shutting_down.connect(stop)
    signals.setup_logging.connect(leave_log)
    try:
        yield
    finally:
        signals.worker_shutting_down.disconnect(stop)
        signals.setup_logging.disconnect(leave_log)
