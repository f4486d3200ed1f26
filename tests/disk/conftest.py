"""A small file system of its own for each test, that can be filled to the last byte.

As root it is mounted here. Another user gets one in a name space of his own: the test then runs in a second pytest that
`unshare -Urm` starts. Where neither is allowed the tests say so and are skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from _pytest.reports import TestReport

from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import Reader, installation
from store import disk
from tests.disk.small import Small

INSIDE = "LONTAR_TEST_SMALL_DISK"
NEITHER = "a small file system can be mounted neither here (not root) nor in a name space of its own (unshare -Urm)"


@cache
def may_mount() -> bool:
    return os.geteuid() == 0 and (INSIDE in os.environ or _succeeds("unshare", "-m"))


@cache
def may_unshare() -> bool:
    return shutil.which("unshare") is not None and _succeeds("unshare", "-Urm")


def _succeeds(*unshare: str) -> bool:
    command = [*unshare, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    if Path(__file__).parent not in item.path.parents or may_mount() or not may_unshare():
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    command = ["unshare", "-Urm", sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", item.nodeid]
    done = subprocess.run(
        command, cwd=item.config.rootpath, env=os.environ | {INSIDE: "1"}, capture_output=True, text=True, check=False
    )
    said = None if done.returncode == 0 else done.stdout + done.stderr
    outcome = "passed" if said is None else "failed"
    item.ihook.pytest_runtest_logreport(
        report=TestReport(item.nodeid, item.location, {}, outcome, said, "call")  # type: ignore[arg-type]
    )
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(autouse=True)
def no_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is to be really full, and small: 64 MiB would stay free of it."""
    monkeypatch.setattr(disk, "RESERVE", 0)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    if not may_mount():
        pytest.skip(NEITHER)
    place = tmp_path / "small"
    place.mkdir()
    with Small.mounted(place) as small:
        yield small


@pytest.fixture
def house(small: Small, tmp_path: Path) -> Iterator[House]:
    """A home on the small disk."""
    environ = {"LONTAR_HOME": str(small.path / "home"), "LONTAR_RETRY_SECONDS": "0"}
    house = open_house(load(environ, tmp_path))
    yield house
    small.clear()
    house.close()


@pytest.fixture
def console() -> Reader:
    return installation("operator")
