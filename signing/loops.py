"""pyHanko's coroutines, finished by whoever is no coroutine themselves, be it within a loop of somebody else's."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What it returns. In a thread of its own where a loop runs in this one, which allows no second; whoever interrupts
    this one does not wait for the other."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    alone = ThreadPoolExecutor(1)
    try:
        return alone.submit(asyncio.run, work).result()
    finally:
        alone.shutdown(wait=False)
