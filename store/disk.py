"""Writing to the disk: what goes wrong in our words, files that are whole or not there, folders made durable."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from schemas.errors import DiskFull, Unavailable

RESERVE = 64 << 20
"""Bytes that originals, uploads and copies leave free, so that the store has room to remember them in."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def room(path: Path) -> int:
    """Bytes that can still be written beside `path`."""
    return shutil.disk_usage(path if path.is_dir() else path.parent).free


def demand_room(path: Path, size: int, what: str) -> None:
    """Raises DiskFull when `size` bytes beside `path` would leave less than the reserve."""
    if room(path) < size + RESERVE:
        raise DiskFull(what=what)


def is_full(error: BaseException) -> bool:
    """Whether it says that the disk has no room."""
    return isinstance(error, OSError) and error.errno in FULL


@contextmanager
def told(what: str) -> Iterator[None]:
    """Errors of the disk as DiskFull or Unavailable about `what`, which was to be written."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise DiskFull(what=what) from error
        raise Unavailable(what=what, why=error.strerror or str(error)) from error


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """The file at `path` with this content: durably, and whole or as it was before. Raises DiskFull, Unavailable."""
    with told(str(path)), _fresh(path, content, mode) as fresh:
        fresh.replace(path)
        sync(path.parent)


def write_once(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """The file at `path`, whole or not at all; one that another process made first stands.

    Raises DiskFull, Unavailable."""
    with told(str(path)), _fresh(path, content, mode) as fresh, suppress(FileExistsError):
        path.hardlink_to(fresh)
        sync(path.parent)


@contextmanager
def _fresh(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """The content on the disk under a name of its own beside `path`; half a file never takes room that is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def streamed(path: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """What is written gets the name `path` once all of it is on the disk; what is cut off leaves nothing there.

    Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Names that were made in a folder survive the loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
