"""The bytes of uploads on their way: a file each under HOME/uploads, named by the upload's id."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lontar.errors import UploadGone
from store.disk import demand_room, sync, told


class Partials:
    """Each file is written under its own lock, which ends with the process that holds it."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "uploads"

    def create(self, id: str, name: str, size: int) -> None:
        """An empty file, durably. Raises DiskFull when `size` bytes would not fit twice, for what has come stays until
        its original is kept; Unavailable."""
        with told(name):
            self._folder.mkdir(parents=True, exist_ok=True)
            demand_room(self._folder, 2 * size, name)
            self.path(id).touch(mode=0o600, exist_ok=False)
            sync(self._folder)

    @contextmanager
    def held(self, id: str, name: str) -> Iterator[BinaryIO]:
        """The file, for one writer at a time. Raises UploadGone."""
        try:
            file = self.path(id).open("r+b")
        except FileNotFoundError as error:
            raise UploadGone(file=name) from error
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def path(self, id: str) -> Path:
        return self._folder / id

    def remove(self, id: str) -> None:
        self.path(id).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> list[str]:
        """Ids of the files that nobody wrote to for so long."""
        if not self._folder.is_dir():
            return []
        until = time.time() - seconds
        with os.scandir(self._folder) as found:
            return [one.name for one in found if one.stat().st_mtime < until]


def write(file: BinaryIO, offset: int, piece: bytes, name: str) -> None:
    """Put a piece in its place; it is on the disk when this returns. Raises DiskFull, Unavailable."""
    with told(name):
        file.seek(offset)
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
