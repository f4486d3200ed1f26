"""A page image asked for after a quiet time: the child has ended by then, and the nursery of all of them too."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from paper.sandbox import Sandbox
from paper.settings import Settings
from tests.waiting import until

PRELOAD = ("operator",)  # a nursery of this module's own


@pytest.fixture
def boxes() -> list[Sandbox]:
    return [Sandbox(Settings(sandbox_idle_seconds=0.2), PRELOAD) for _ in range(6)]


def wait_for_the_end(pid: int) -> None:
    """Until a process of ours is over, whether or not somebody has asked how it ended."""
    place = Path(f"/proc/{pid}/stat")
    until(lambda: not place.exists() or place.read_text().rpartition(")")[2].split()[0] == "Z")


def test_the_next_call_gets_its_answer_whoever_finds_the_nursery_gone(boxes: list[Sandbox]) -> None:
    for _ in range(2):
        for nursery in {box.call("os:getppid", seconds=30) for box in boxes}:
            wait_for_the_end(nursery)
    assert [box.call("operator:add", 1, 1, seconds=30) for box in boxes] == [2] * len(boxes)


def test_threads_that_ask_at_the_same_moment_all_get_their_answer(boxes: list[Sandbox]) -> None:
    gate = threading.Barrier(len(boxes))

    def ask(box: Sandbox) -> int:
        gate.wait()
        return box.call("os:getppid", seconds=30)

    with ThreadPoolExecutor(len(boxes)) as pool:
        for _ in range(3):
            for nursery in set(pool.map(ask, boxes)):
                wait_for_the_end(nursery)
