"""Originals in a directory: ROOT/ab/cd/SHA256, each written to a temporary file, fsynced and renamed."""

import errno
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from schemas.errors import DiskFull, NotFound, Unavailable
from schemas.stored import new_id

CHUNK = 1 << 20
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
STALE_SECONDS = 24 * 3600
"""A temporary file untouched for a day belongs to a writer that died."""
HASH = re.compile(r"[0-9a-f]{64}")


class DirectoryOriginals:
    """The embedded engine of Originals."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._arriving = root / "arriving"
        try:
            self._arriving.mkdir(parents=True, exist_ok=True)
            self._sweep()
        except OSError as error:
            raise Unavailable(what=f"The folder of originals {root}", why=error.strerror or str(error)) from error

    def put(self, source: Path | BinaryIO, name: str = "") -> tuple[str, int]:
        temporary = self._arriving / new_id()
        try:
            try:
                if isinstance(source, Path):
                    with source.open("rb") as stream:
                        sha256, size = _copy(stream, temporary)
                else:
                    sha256, size = _copy(source, temporary)
                self._place(temporary, sha256, size)
            finally:
                with suppress(FileNotFoundError):
                    temporary.unlink()
        except OSError as error:
            if error.errno in FULL:
                raise DiskFull(what=name or "the file") from error
            raise Unavailable(what=name or "The file", why=error.strerror or str(error)) from error
        return sha256, size

    def open(self, sha256: str) -> BinaryIO:
        return self._standing(sha256).open("rb")

    @contextmanager
    def path(self, sha256: str) -> Iterator[Path]:
        yield self._standing(sha256)

    def has(self, sha256: str) -> bool:
        return bool(HASH.fullmatch(sha256)) and self._place_of(sha256).exists()

    def every(self) -> Iterator[tuple[str, int]]:
        for first in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
            for second in sorted(first.iterdir()):
                for file in sorted(second.iterdir()):
                    yield file.name, file.stat().st_size

    def remove(self, sha256: str) -> None:
        file = self._standing(sha256)
        file.unlink()
        _sync(file.parent)

    def _place_of(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _standing(self, sha256: str) -> Path:
        if not self.has(sha256):
            raise NotFound(what=f"The original {sha256}")
        return self._place_of(sha256)

    def _place(self, temporary: Path, sha256: str, size: int) -> None:
        """Rename into place, durably. Bytes that stand already stay, unless their size says they are damaged."""
        target = self._place_of(sha256)
        if target.exists() and target.stat().st_size == size:
            _sync(target.parent)  # the other writer may not have come to this line yet
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o444)
        temporary.replace(target)
        for folder in (target.parent, target.parent.parent, self._root):
            _sync(folder)

    def _sweep(self) -> None:
        for file in self._arriving.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - file.stat().st_mtime > STALE_SECONDS:
                    file.unlink()


def _copy(stream: BinaryIO, target: Path) -> tuple[str, int]:
    """Copy, hash and fsync; returns (sha256, size)."""
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
