"""A server that did not answer is left alone for a while, and then asked by one at a time until it does; all others
are told so at once.

Else each of many searches would wait until its time is over, one behind the other (web/lock.py), or hold a thread that
could show a letter meanwhile.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Silent(Exception):
    """It did not answer a moment ago."""


class Silence:
    """Of one server. `timeout`: the exception by which its client says that no answer came within `seconds`, which is
    also how long it is left alone then."""

    def __init__(self, timeout: type[Exception], seconds: float) -> None:
        self._timeout, self._seconds = timeout, seconds
        self._again = 0.0  # the time from which on it is asked again; 0: it answers
        self._one = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """To ask within. Raises Silent at once where there is no answer to be hoped for."""
        if not self._again:
            with self._heard():
                yield
        elif time.monotonic() > self._again and self._one.acquire(blocking=False):
            try:
                with self._heard():
                    yield
            finally:
                self._one.release()
        else:
            raise Silent

    @contextmanager
    def _heard(self) -> Iterator[None]:
        try:
            yield
        except self._timeout:
            self._again = time.monotonic() + self._seconds
            raise
        except Exception:
            self._again = 0.0  # an answer too, if only that nobody listens there
            raise
        self._again = 0.0
