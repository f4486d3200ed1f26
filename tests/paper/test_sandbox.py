"""A sandbox comes back from being idle, and says how a parser ended that did not."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from paper import sandbox
from paper.errors import ParserDied, TookTooLong
from paper.sandbox import Sandbox
from paper.settings import Settings

IDLE = 0.2  # seconds
PRELOAD = ("operator",)  # a nursery of this module's own


@pytest.fixture(autouse=True)
def nurseries() -> Iterator[None]:
    yield
    sandbox.close_all()


def nursery() -> sandbox._Nursery:
    return sandbox._nurseries[PRELOAD]


def idle(settings: Settings | None = None) -> Sandbox:
    return Sandbox(settings or Settings(sandbox_idle_seconds=IDLE), PRELOAD)


def test_after_an_idle_time_the_next_call_gets_its_answer() -> None:
    """Once the child alone has ended, later the nursery too; a page image asked for then must not fail."""
    with idle() as first, idle() as second:
        for one in (first, second):
            assert one.call("operator:add", 1, 2, seconds=30) == 3
        nursery().process.wait(30)  # it ends when all are idle
        for one in (first, second):  # the first finds it gone, the second finds that it was put away
            assert one.call("operator:add", 2, 2, seconds=30) == 4


def test_threads_that_wake_at_once_all_get_their_answer() -> None:
    boxes = [idle() for _ in range(6)]
    gate = threading.Barrier(len(boxes))

    def ask(box: Sandbox) -> int:
        gate.wait()
        return int(box.call("operator:add", 1, 1, seconds=30))

    with ThreadPoolExecutor(len(boxes)) as pool:
        for _ in range(3):
            assert list(pool.map(ask, boxes)) == [2] * len(boxes)
            nursery().process.wait(30)
    for box in boxes:
        box.close()


def test_a_child_that_was_killed_is_told_and_the_next_call_works() -> None:
    with idle() as box:
        with pytest.raises(ParserDied, match="signal 9"):
            box.call("os:kill", box.call("os:getpid", seconds=30), signal.SIGKILL, seconds=30)
        assert box.call("operator:add", 1, 1, seconds=30) == 2


def test_a_nursery_that_was_killed_is_told() -> None:
    with idle() as box:
        assert box.call("os:getppid", seconds=30) == nursery().process.pid
        nursery().process.kill()
        with pytest.raises(ParserDied, match="its nursery was killed"):
            box.call("signal:pause", seconds=30)
        assert box.call("operator:add", 1, 1, seconds=30) == 2


def test_what_takes_too_long_is_stopped() -> None:
    with idle() as box:
        child = box.call("os:getpid", seconds=30)
        with pytest.raises(TookTooLong):
            box.call("signal:pause", seconds=0.1)
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
