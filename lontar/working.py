"""Threads of a process that work from `with` on until its end; what is at hand then is finished first."""

import threading
from collections.abc import Callable, Mapping
from typing import Self


class Working:
    """Each works until `over` is set, at which it looks often."""

    def __init__(self, works: Mapping[str, Callable[[], None]]) -> None:
        """`works`: by the name of its thread."""
        self.over = threading.Event()
        self._threads = [threading.Thread(target=work, name=name) for name, work in works.items()]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self._threads:
            thread.join()
