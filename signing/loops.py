"""pyHanko's coroutines, finished by whoever is no coroutine themselves, be it within a loop of somebody else's."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What it returns. In a thread of its own where a loop runs in this one, which allows no second."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, work).result()
