"""Originals in a directory: ROOT/ab/cd/SHA256, each written to a temporary file, fsynced and renamed."""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO

from schemas.errors import NotFound
from schemas.stored import new_id
from store.disk import demand_room, sync, told

CHUNK = 1 << 20
STALE_SECONDS = 24 * 3600
"""A temporary file untouched for a day belongs to a writer that died."""
HASH = re.compile(r"[0-9a-f]{64}")


class DirectoryOriginals:
    """The embedded engine of Originals."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._arriving = root / "arriving"
        with told(f"The folder of originals {root}"):
            self._arriving.mkdir(parents=True, exist_ok=True)
            self._sweep()

    def put(self, source: Path | BinaryIO, name: str = "") -> tuple[str, int]:
        temporary = self._arriving / new_id()
        with told(name or "the file"):
            try:
                with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
                    sha256, size = _copy(stream, temporary, name or "the file")
                self._place(temporary, sha256, size)
            finally:
                temporary.unlink(missing_ok=True)
        return sha256, size

    def open(self, sha256: str) -> BinaryIO:
        return self._standing(sha256).open("rb")

    @contextmanager
    def path(self, sha256: str) -> Iterator[Path]:
        yield self._standing(sha256)

    def has(self, sha256: str) -> bool:
        return bool(HASH.fullmatch(sha256)) and self._place_of(sha256).exists()

    def every(self) -> Iterator[tuple[str, int]]:
        for first in sorted(self._root.glob("[0-9a-f][0-9a-f]/")):
            for file in sorted(first.glob("[0-9a-f][0-9a-f]/*")):
                if self._is_one(file):
                    yield file.name, file.stat().st_size

    def strays(self) -> Iterator[str]:
        for folder, names, files in os.walk(self._root):
            here = Path(folder)
            if here == self._root:
                names.remove(self._arriving.name)  # what is on its way is swept by itself
            linked = [name for name in names if (here / name).is_symlink()]
            for name in sorted((*files, *linked)):
                if not self._is_one(here / name):
                    yield (here / name).relative_to(self._root).as_posix()

    def remove(self, sha256: str) -> None:
        file = self._standing(sha256)
        file.unlink()
        sync(file.parent)

    def close(self) -> None:
        """Nothing is held open."""

    def _is_one(self, file: Path) -> bool:
        """Whether it is an original, in its place."""
        ours = HASH.fullmatch(file.name) and self._place_of(file.name) == file
        return bool(ours) and file.is_file() and not file.is_symlink()

    def _place_of(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _standing(self, sha256: str) -> Path:
        if not self.has(sha256):
            raise NotFound(what=f"The original {sha256}")
        return self._place_of(sha256)

    def _place(self, temporary: Path, sha256: str, size: int) -> None:
        """Rename into place, durably. Bytes that stand already stay, unless they are damaged."""
        target = self._place_of(sha256)
        if target.exists() and target.stat().st_size == size and _hash(target) == sha256:
            sync(target.parent)  # the other writer may not have come to this line yet
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o444)
        temporary.replace(target)
        for folder in (target.parent, target.parent.parent, self._root):
            sync(folder)

    def _sweep(self) -> None:
        for file in self._arriving.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - file.stat().st_mtime > STALE_SECONDS:
                    file.unlink()


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(stream: BinaryIO, target: Path, name: str) -> tuple[str, int]:
    """Copy, hash and fsync; returns (sha256, size). Raises OSError, DiskFull."""
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while chunk := stream.read(CHUNK):
            demand_room(target, len(chunk), name)
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size
