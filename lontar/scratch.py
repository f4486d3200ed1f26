"""Folders for what is taken apart on its way in, under HOME/scratch: on the disk of the originals, which has room."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from store.disk import told

PREFIX = "unfold-"
LEFT_SECONDS = 24 * 3600.0
"""A folder so old belongs to a process that was killed: taking apart ends after minutes."""


@contextmanager
def folder(home: Path, name: str) -> Iterator[Path]:
    """An empty folder, gone afterwards. `name` is of the file it is for. Raises DiskFull, Unavailable."""
    with told(name):
        made = Path(mkdtemp(prefix=PREFIX, dir=root(home)))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def root(home: Path) -> Path:
    """Where they are; made if it is not there. Raises OSError."""
    found = home / "scratch"
    found.mkdir(parents=True, exist_ok=True)
    return found


def sweep(home: Path) -> None:
    """Clear away what killed processes left. Safe to run in several processes."""
    until = time.time() - LEFT_SECONDS
    for left in (home / "scratch").glob(f"{PREFIX}*"):
        try:
            old = left.stat().st_mtime < until
        except FileNotFoundError:
            continue
        if old:
            shutil.rmtree(left, ignore_errors=True)
