"""Whether a file may be signed at all, found without taking it apart: most of what arrives is not."""

import mmap
import re
from pathlib import Path


def _spelled(*names: bytes) -> re.Pattern[bytes]:
    """Names in a PDF, each character as itself or as its number (#42 for B): readers take both for the same."""
    ways = (b"".join(b"(?:%c|#(?i:%02x))" % (one, one) for one in name) for name in names)
    return re.compile(rb"/(?:%b)(?=[\0\t\n\f\r /<>\[\](){}%%]|\Z)" % b"|".join(ways))


MARK = _spelled(b"ByteRange")
"""Stands in the open in every signed PDF: what a signature covers is told by it, so it is never compressed nor
encrypted."""
TRACE = _spelled(b"ByteRange", b"Sig", b"ObjStm")
"""One of these is in every file in which a reader shows a field for a signature, be it empty: that is a field of the
kind Sig, in the open or packed into a stream of objects."""
HEAD = 1024
"""Within so many bytes a PDF says that it is one."""


def bears_mark(data: bytes) -> bool:
    return MARK.search(data) is not None


def may_be_signed(path: Path) -> bool:
    """Of a PDF as it lies in a folder. Raises OSError."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return TRACE.search(data) is not None
