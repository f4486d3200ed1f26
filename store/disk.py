"""Writing to the disk: what goes wrong in our words, files that are whole or not there, folders made durable."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import DiskFull, Unavailable

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def told(what: str) -> Iterator[None]:
    """Errors of the disk as DiskFull or Unavailable about `what`, which was to be written."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(what=what) from error
        raise Unavailable(what=what, why=error.strerror or str(error)) from error


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """The file at `path` with this content: durably, and whole or as it was before. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)  # half a file must not take room that is missing already
    sync(path.parent)


def sync(folder: Path) -> None:
    """Names that were made in a folder survive the loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
