"""The file of a backup: a tar archive (POSIX.1-2001) of parts named by the SHA-256 of their bytes, its list at the end.

Any tar opens it, without Lontar too: originals lie in it as they are, pieces of documents as zlib over BSON.
"""

import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from lontar.backups import manifest
from lontar.backups.age import Key, opened
from lontar.backups.errors import DamagedBackup, NoBackup
from lontar.backups.manifest import HEAD, MANIFEST, Manifest

CHUNK = 4 << 20
DOCUMENTS, ORIGINALS, FILES = "documents/", "originals/", "files/"
LARGEST = 512 << 20
"""Bytes of a list or a piece of documents that are held in memory; one that says more is damaged."""


class Part(NamedTuple):
    """A part as it is read: its folder, its name, its bytes, which are to be read before the next part."""

    folder: str
    name: str
    stream: "Reading"


class Reading:
    """The bytes of a part. Raises DamagedBackup where the file ends before they do."""

    def __init__(self, file: Path, stream: IO[bytes]) -> None:
        self._file, self._stream = file, stream

    def read(self, size: int = -1) -> bytes:
        try:
            return self._stream.read(size)
        except (tarfile.ReadError, EOFError) as error:
            raise DamagedBackup(file=self._file.name, why="it ends before its end") from error


class Hashing:
    """A stream that is hashed as it is read, each chunk beside the writing of the one before it. Where it ends before
    `size` bytes, zeros are given in their place, and its hash is another one."""

    def __init__(self, stream: BinaryIO, size: int, pool: ThreadPoolExecutor) -> None:
        self._stream, self._left, self._pool = stream, size, pool
        self._digest = hashlib.sha256()
        self._busy = pool.submit(lambda: None)

    def read(self, size: int) -> bytes:
        some = self._stream.read(min(size, self._left))
        some += bytes(min(size, self._left) - len(some))
        self._left -= len(some)
        self._busy.result()
        self._busy = self._pool.submit(self._digest.update, some)
        return some

    def sha256(self) -> str:
        """Of all that was read, and of one byte more where the stream has more than was said."""
        self._busy.result()
        self._digest.update(self._stream.read(1))
        return self._digest.hexdigest()


class Telling:
    """A stream of which a tar is told how far it is, be it a pipe."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._at = out, 0

    def write(self, some: bytes) -> int:
        self._at += len(some)
        return self._out.write(some)

    def tell(self) -> int:
        return self._at


class Writer:
    """Parts written one behind the other into `out`."""

    def __init__(self, out: BinaryIO, pool: ThreadPoolExecutor) -> None:
        self._tar = tarfile.TarFile(fileobj=Telling(out), mode="w", format=tarfile.PAX_FORMAT, copybufsize=CHUNK)  # type: ignore[arg-type]
        self._pool = pool

    def add(self, name: str, content: bytes) -> None:
        self._tar.addfile(_info(name, len(content)), io.BytesIO(content))

    def copy(self, name: str, stream: BinaryIO, size: int) -> str:
        """The SHA-256 of what was copied, which is not that of the stream where that is longer or shorter than said."""
        reading = Hashing(stream, size, self._pool)
        self._tar.addfile(_info(name, size), reading)  # type: ignore[arg-type]
        return reading.sha256()

    def close(self) -> None:
        self._tar.close()


def _info(name: str, size: int) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.mode = size, 0o444
    return found


def parts(file: Path, key: Key) -> Iterator[Part]:
    """All parts in order, the list of contents ("", "manifest.json") at the end.

    Raises NoBackup, LockedBackup, DamagedBackup."""
    begun = False
    try:
        with opened(file, key) as stream, tarfile.open(fileobj=stream, mode="r|", bufsize=CHUNK) as tar:
            for one in tar:
                content = tar.extractfile(one)
                if content is None or not (begun or one.name == HEAD):
                    break
                begun = True
                folder, _, name = one.name.rpartition("/")
                yield Part(f"{folder}/" if folder else "", name, Reading(file, content))
    except (tarfile.ReadError, EOFError) as error:
        if begun:
            raise DamagedBackup(file=file.name, why="it ends before its end") from error
    if not begun:
        raise NoBackup(file=file.name, why="it does not begin as one")


def manifest_of(file: Path, key: Key) -> Manifest:
    """The list of contents, without looking at what it lists. Raises what `parts` does."""
    found = None
    for part in parts(file, key):
        if part.folder == "" and part.name == MANIFEST:
            found = part.stream.read(LARGEST)
    return parsed(file, found)


def parsed(file: Path, content: bytes | None) -> Manifest:
    """Raises DamagedBackup."""
    if content is None:
        raise DamagedBackup(file=file.name, why="it ends before its list of contents")
    try:
        return manifest.read(content)
    except ValueError as error:
        raise DamagedBackup(file=file.name, why=str(error)) from error


def unzipped(file: Path, part: Part) -> bytes:
    """A piece of documents. Raises DamagedBackup unless it is what its name says."""
    try:
        content = zlib.decompress(part.stream.read(LARGEST))
    except zlib.error as error:
        raise DamagedBackup(file=file.name, why=f"{part.folder}{part.name} cannot be read") from error
    if hashlib.sha256(content).hexdigest() != part.name:
        raise DamagedBackup(file=file.name, why=f"{part.folder}{part.name} was changed")
    return content
