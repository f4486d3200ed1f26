"""Waiting for what another process or thread does."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
AGAIN = threading.Event()
"""Never set: waiting on it is a pause before another look."""
PAUSE = 0.02


def until(found: Callable[[], T], *, seconds: float = 120, what: str = "what was waited for") -> T:
    """What `found` gives once that is true. Raises TimeoutError, so that what never happens is said and does not
    hang."""
    end = time.monotonic() + seconds
    while not (value := found()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen in {seconds:.0f} s")
        AGAIN.wait(PAUSE)
    return value
