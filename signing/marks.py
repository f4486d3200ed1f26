"""Whether a file may be signed at all, found without taking it apart: most of what arrives is not."""

import mmap
from pathlib import Path

MARK = b"/ByteRange"
"""Stands in the open in every signed PDF: what a signature covers is told by it, so it is never compressed."""
HEAD = 1024
"""Within so many bytes a PDF says that it is one."""


def bears_mark(data: bytes | mmap.mmap) -> bool:
    return data.find(MARK) >= 0


def may_be_signed(path: Path) -> bool:
    """Of a PDF as it lies in a folder. A name may also be written with escapes (#42yteRange), which no program that
    signs does: such a file counts as unsigned, never as valid. Raises OSError."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return bears_mark(data)
