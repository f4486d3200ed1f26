"""Where the servers of the tests lie, and what all of them need: a free port, a folder, an end in order."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.waiting import until

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30
"""Seconds that a server has to end in order."""


def servers() -> Path:
    """The folder of what was downloaded. Root's servers run as nobody, who must be able to come to it."""
    folder = ROOT / ".cache" / "servers"
    if os.geteuid() == 0 and not all(parent.stat().st_mode & 1 for parent in ROOT.parents):
        folder = Path("/var/tmp/lontar-servers")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def folder_for(name: str) -> Iterator[Path]:
    """A folder for a server's data, which others may enter; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix=f"lontar-{name}-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def halted(pid: int) -> Iterator[None]:
    """A process stopped by SIGSTOP: entered when each of its threads stands, a little after the signal is sent."""
    tasks = Path(f"/proc/{pid}/task")
    os.kill(pid, signal.SIGSTOP)
    try:
        until(lambda: all(_state(one) == "T" for one in tasks.iterdir()), what=f"process {pid} stopped")
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _state(task: Path) -> str:
    """Of a thread, one letter (proc_pid_stat(5)); it stands behind the name, in which anything may stand."""
    return (task / "stat").read_text().rpartition(")")[2].split()[0]


class Running:
    """A server in a folder of its own, that can be killed and started again where it was."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def begin(self, command: Sequence[str], **how: Any) -> None:
        with self._log.open("ab") as out:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, **how)

    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def said(self) -> str:
        """The last it wrote."""
        return self._log.read_text()[-2000:]

    def demand(self) -> None:
        """Raises RuntimeError, with its last words, once it has ended."""
        if not self.runs():
            raise RuntimeError(self.said())

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """In order; one that does not hear is killed."""
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    @property
    def _log(self) -> Path:
        return self.folder / "out.log"
