"""Where the servers of the tests lie, and what all of them need: a free port, a folder, an end in order."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a server in order; one that does not hear is killed."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
