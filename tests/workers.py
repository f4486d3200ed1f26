"""Processes of `lontar work` and `lontar follow` for tests: started, killed without warning, told to stop."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.serving import ROOT, parents

LONTAR = (sys.executable, "-c", "from lontar.main import main; main()")
STOP_SECONDS = 60


class Workers:
    """Over one home. `log` holds what all of them said."""

    def __init__(self, home: Path, settings: Mapping[str, str]) -> None:
        self.log = home.with_suffix(".log")
        self._environ = os.environ | {"LONTAR_HOME": str(home)} | settings
        self._started: list[subprocess.Popen[bytes]] = []

    @property
    def living(self) -> list[subprocess.Popen[bytes]]:
        return [one for one in self._started if one.poll() is None]

    def start(self, number: int = 1, command: str = "work") -> None:
        for _ in range(number):
            with self.log.open("ab") as log:
                self._started.append(
                    subprocess.Popen([*LONTAR, command], env=self._environ, cwd=ROOT, stdout=log, stderr=log)
                )

    def run(self, *command: str, code: int = 0) -> str:
        """What a command says, which ends with this code."""
        done = subprocess.run([*LONTAR, *command], env=self._environ, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode()

    def stop(self) -> list[int]:
        """In order; the exit codes."""
        living = self.living
        for one in living:
            one.send_signal(signal.SIGTERM)
        return [one.wait(STOP_SECONDS) for one in living]

    def kill(self, process: subprocess.Popen[bytes], *, alone: bool) -> None:
        """kill -9: of it alone, or first of all that it started."""
        for pid in [process.pid] if alone else [*_below(process.pid), process.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


@contextmanager
def workers(home: Path, settings: Mapping[str, str]) -> Iterator[Workers]:
    """None is started yet; none is left at the end."""
    some = Workers(home, settings)
    try:
        yield some
    finally:
        for one in some.living:
            some.kill(one, alone=False)


def _below(pid: int) -> set[int]:
    known, found = dict(parents()), {pid}
    while more := {one for one, parent in known.items() if parent in found} - found:
        found |= more
    return found - {pid}
