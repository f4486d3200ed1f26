"""A ZIP written from end to end in pieces, whose list of contents grows on the disk and not in memory.

Python's zipfile keeps what it has written in memory until its end: half a gigabyte for the bag of 100,000 letters.
Every entry is stored as it is, with its sizes behind it (APPNOTE 6.3.9: 4.3.9, 4.5.3)."""

import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

VERSION = 45
"""What is needed to take it apart: sizes of 64 bits."""
FLAGS = 0x0808
"""Sizes behind the data; the name is UTF-8."""
LARGE, MANY = 0xFFFFFFFF, 0xFFFF
"""The real number stands in the part of 64 bits."""
UNIX_FILE = 0o100644 << 16
CHUNK = 1 << 20


@dataclass
class ZipStream:
    """`entry` and `end` give the bytes to send. `at`: the time that stands at every entry."""

    at: datetime
    _offset: int = 0
    _count: int = 0
    _listed: IO[bytes] = field(default_factory=tempfile.TemporaryFile)

    def entry(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """A file of this name, in UTF-8 with slashes."""
        raw, (day, clock) = name.encode(), self._time()
        began, size, crc = self._offset, 0, 0
        extra = struct.pack("<HHQQ", 1, 16, 0, 0)
        head = struct.pack("<4s5H3L2H", b"PK\3\4", VERSION, FLAGS, 0, clock, day, 0, LARGE, LARGE, len(raw), len(extra))
        yield self._sent(head + raw + extra)
        for piece in pieces:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            yield self._sent(piece)
        yield self._sent(struct.pack("<4sLQQ", b"PK\7\10", crc, size, size))
        extra = struct.pack("<HHQQQ", 1, 24, size, size, began)
        self._listed.write(
            struct.pack(
                "<4s6H3L5H2L", b"PK\1\2", VERSION | 3 << 8, VERSION, FLAGS, 0, clock, day, crc, LARGE, LARGE, len(raw),
                len(extra), 0, 0, 0, UNIX_FILE, LARGE,
            ) + raw + extra
        )  # fmt: skip
        self._count += 1

    def end(self) -> Iterator[bytes]:
        """The list of contents, and where it stands."""
        began, size = self._offset, self._listed.tell()
        self._listed.seek(0)
        while piece := self._listed.read(CHUNK):
            yield self._sent(piece)
        self._listed.close()
        whole = self._offset
        yield struct.pack(
            "<4sQ2H2L4Q", b"PK\6\6", 44, VERSION | 3 << 8, VERSION, 0, 0, self._count, self._count, size, began
        )
        yield struct.pack("<4sLQL", b"PK\6\7", 0, whole, 1)
        few = min(self._count, MANY)
        yield struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, few, few, min(size, LARGE), LARGE, 0)

    def _sent(self, piece: bytes) -> bytes:
        self._offset += len(piece)
        return piece

    def _time(self) -> tuple[int, int]:
        """As DOS has it: the day, and the time to two seconds."""
        at = self.at
        return (at.year - 1980) << 9 | at.month << 5 | at.day, at.hour << 11 | at.minute << 5 | at.second // 2
