"""The Originals contract: bytes as received, named by their SHA-256, written once, never rewritten."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol


class Originals(Protocol):
    """Safe to use from several processes: the same bytes put twice at once stand once."""

    def put(self, source: Path | BinaryIO, name: str = "") -> tuple[str, int]:
        """Keep the bytes; returns (sha256, size) once they are safe on disk. `name` is for the sentence of an error.

        A kept copy that is no longer those bytes is replaced by them.

        Raises DiskFull, Unavailable; then nothing was kept."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, from their start. Raises NotFound."""
        ...

    def path(self, sha256: str) -> AbstractContextManager[Path]:
        """A file with the bytes, for tools that want one; good inside the `with` only. Raises NotFound."""
        ...

    def has(self, sha256: str) -> bool: ...

    def every(self) -> Iterator[tuple[str, int]]:
        """(sha256, size) of all that is kept, in order of the hash."""
        ...

    def strays(self) -> Iterator[str]:
        """Names of what lies among the originals and is none: put there by no hand of ours, or under another name."""
        ...

    def remove(self, sha256: str) -> None:
        """Destroy the bytes: for disposal under the retention schedule, and nothing else. Raises NotFound."""
        ...

    def close(self) -> None: ...
