"""On what a measurement was made, and how times are told."""

import os
import platform
import resource
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, process_time
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
    return _told([_took(function, one) for one in things])


def least(function: Callable[[Any], Any], items: Iterable[Any]) -> dict[str, float]:
    """Milliseconds of the processor that each call takes, the best of three, and the most that one does: what else the
    machine does tells for as little as can be."""
    times = [min(_took(function, one, process_time) for _ in range(3)) for one in items]
    return _told(times) | {"most_ms": round(max(times), 2)}


def by_turns(functions: Mapping[str, Callable[[Any], Any]], items: Iterable[Any]) -> dict[str, dict[str, float]]:
    """The same of several functions, one after the other for each item, so that other guests of the machine hold up
    all of them alike."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for one in items:
        for name, function in functions.items():
            times[name].append(_took(function, one))
    return {name: _told(taken) for name, taken in times.items()}


def ratios(ours: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    """How many times as long ours takes."""
    return {name: round(ours[f"{name}_ms"] / theirs[f"{name}_ms"], 2) for name in ("p50", "p95")}


def _took(function: Callable[[Any], Any], one: Any, clock: Callable[[], float] = perf_counter) -> float:
    began = clock()
    function(one)
    return (clock() - began) * 1000


def _told(times: list[float]) -> dict[str, float]:
    times = sorted(times)
    return {
        "p50_ms": round(times[len(times) // 2], 2),
        "p95_ms": round(times[int(len(times) * 0.95)], 2),
        "p99_ms": round(times[int(len(times) * 0.99)], 2),
        "runs": len(times),
    }


def resident_mb() -> int:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def memory() -> dict[str, float]:
    """What this process has of the memory now: all (`resident_mb`), and without what it maps of files, which the system
    takes back when it needs it (`own_mb`)."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    kept = {"resident_mb": "VmRSS", "own_mb": "RssAnon"}
    return {name: int(fields[field].split()[0]) >> 10 for name, field in kept.items()}
