"""Waiting for what another process or thread does."""

import threading
from collections.abc import Callable

import pytest

AGAIN = threading.Event()
"""Never set: waiting on it is a pause before another look."""
LOOKS, PAUSE = 6000, 0.02
"""Two minutes, so that what never happens is said and does not hang."""


def until(true: Callable[[], object]) -> None:
    for _ in range(LOOKS):
        if true():
            return
        AGAIN.wait(PAUSE)
    pytest.fail("what was waited for did not happen")
