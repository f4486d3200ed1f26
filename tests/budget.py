"""What each suite may take, and what it took, behind every run that was whole enough to tell.

The whole of `make test` is to end within 25 minutes on two cores. Told and never asserted: a slow machine is not a
failure. A suite that is over here on a quiet machine wants a shorter form (the long one is marked "full").
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

BUDGETS = {
    "archive": 20,
    "disk": 130,
    "drafting": 40,
    "ingest": 160,
    "lontar": 1650,
    "office": 60,
    "paper": 160,
    "reliability": 50,
    "samples": 130,
    "schemas": 10,
    "search": 240,
    "servers": 20,
    "signing": 150,
    "store": 150,
    "web": 2700,
    "work": 280,
    "house": 40,
}
"""Seconds by folder of tests (the files beside the folders: "house"), of all processes together. Contract suites count
where they run, by engine."""
MINUTES, PROCESSES = 25, 4
"""What all of it may take, and in how many processes it does (WORKERS of the Makefile)."""


def suite_of(nodeid: str) -> str:
    """tests/web/letters/test_page.py::test_one -> web"""
    parts = nodeid.partition("::")[0].split("/")
    return parts[1] if len(parts) > 2 else "house"


def lines(seconds: Mapping[str, float]) -> Iterator[str]:
    """A table; "over" behind whatever took longer than it may."""
    for suite in sorted(seconds):
        may, over = BUDGETS.get(suite, 0), " over" if seconds[suite] > BUDGETS.get(suite, 0) else ""
        yield f"{suite:<12} {seconds[suite]:7.0f} s of {may:4} s{over}"
    yield f"{'all':<12} {sum(seconds.values()):7.0f} s of {MINUTES * 60 * PROCESSES:4} s, in {PROCESSES} processes"


class Clock:
    """Hears of each test, be it from another process, and adds its time to its suite."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[suite_of(report.nodeid)] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if len(self.seconds) > 1:
            terminalreporter.section("seconds by suite, set-up of fixtures included")
            for line in lines(self.seconds):
                terminalreporter.write_line(line)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Clock())
