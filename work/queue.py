"""The Queue contract: how workers hear that letters wait (tests/contracts/work.py proves it on each engine).

A queue only says "look now". What waits, in which order, and who works on it stands in the store alone: a message that
is lost, doubled or late changes how soon somebody looks and nothing else.
"""

import threading
from collections.abc import Callable
from typing import Any, Protocol

MOST = 1000
"""Letters that workers are called to at once: with a sweep every five seconds, 200 a second."""
Look = Callable[[], object]
"""Works on the most urgent letter that waits, if one does. Raises nothing."""


class Queue(Protocol):
    """Safe to use from several threads and processes."""

    apart: bool
    """Whether letters are read by workers that `lontar work` starts, on this machine or others, and by nobody else."""

    def announce(self) -> None:
        """A letter waits. Raises nothing: where it cannot be said, `remind` makes up for it."""
        ...

    def remind(self, due: int) -> None:
        """So many letters wait, or MOST and more: there shall be a message for each. Raises nothing."""
        ...

    def serve(self, look: Look, hands: int, over: threading.Event) -> None:
        """Look at each message, `hands` of them at once, each in a thread; ends in order at SIGTERM and Ctrl-C, which
        set `over`. To be called in the main thread, where `apart`."""
        ...

    def state(self) -> dict[str, Any]:
        """For `lontar status`: "place"; "messages", None where none are counted; "error", None when all is well."""
        ...


class LocalQueue:
    """None at all: the crew of this machine looks by itself."""

    apart = False

    def announce(self) -> None:
        pass

    def remind(self, due: int) -> None:
        pass

    def serve(self, look: Look, hands: int, over: threading.Event) -> None:
        raise AssertionError("the crew serves here (lontar/crew.py)")

    def state(self) -> dict[str, Any]:
        return {"place": "local:", "messages": None, "error": None}
