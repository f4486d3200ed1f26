"""Processes that write to a store, and are killed at it."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

spawned = multiprocessing.get_context("spawn")
KILLS = 4


def acknowledged_by_the_killed(write: Callable[..., None], *given: Any) -> set[str]:
    """What writers said was safe, each killed after some commits. `write`: called in a process with `given` and a pipe
    into which it says each id once that is acknowledged."""
    acknowledged: set[str] = set()
    for turn in range(KILLS):
        ours, theirs = spawned.Pipe(duplex=False)
        process = spawned.Process(target=write, args=(*given, theirs))
        process.start()
        theirs.close()
        for _ in range(10 + 7 * turn):
            acknowledged.add(ours.recv())
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        try:
            while True:
                acknowledged.add(ours.recv())
        except EOFError:
            pass
    return acknowledged
