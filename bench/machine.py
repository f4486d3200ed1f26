"""On what a measurement was made, and how times are told."""

import os
import platform
import resource
from collections.abc import Callable, Iterable
from importlib.metadata import version
from time import perf_counter
from typing import Any


def machine() -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return {
        "cores": os.cpu_count(),
        "memory_gb": memory,
        "system": platform.system(),
        "python": platform.python_version(),
    }


def versions(*packages: str) -> dict[str, str]:
    return {name: version(name) for name in packages}


def timed(function: Callable[[Any], Any], items: Iterable[Any], warm: int = 10) -> dict[str, float]:
    """Milliseconds of each call, after some to warm up."""
    things = list(items)
    for one in things[:warm]:
        function(one)
    times = []
    for one in things:
        began = perf_counter()
        function(one)
        times.append((perf_counter() - began) * 1000)
    times.sort()
    return {
        "p50_ms": round(times[len(times) // 2], 2),
        "p95_ms": round(times[int(len(times) * 0.95)], 2),
        "runs": len(times),
    }


def resident_mb() -> int:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
