"""A limit of processor time for one file: unlike one of the clock it means the same on a busy machine."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTime(BaseException):
    """No Exception: a library that catches whatever its parts raise must not catch this."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises OutOfTime when what is within has taken so many seconds of the processor. Only the main thread can be
    interrupted, as that of the sandbox is; in others there is no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
