"""A page of a TIFF that is cut into strips, each a JPEG by itself, as the one JPEG that a PDF takes.

Nothing is decoded: the coded data of the strips follow each other with restart markers between them (ITU-T T.81,
F.1.1.5), at which a decoder begins anew as it does with a strip. TIFF Technical Note 2 has the strips' form.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

FRAME, HUFFMAN, QUANTIZATION, RESTARTS, SCAN, RESTART = 0xC0, 0xC4, 0xDB, 0xDD, 0xDA, 0xD0
"""Markers of T.81, table B.1; the frame is that of baseline coding."""
OTHERS = frozenset(range(0xC1, 0xD0)) - {HUFFMAN} | {RESTARTS}
"""Other codings, and restarts that a strip has of its own."""
BEGIN, END = b"\xff\xd8", b"\xff\xd9"
MARKER = re.compile(rb"\xff[^\0]")
BLOCK = 8
"""Samples on a side of what is coded as one."""
MOST_UNITS = 0xFFFF
"""Between two restarts: their number has 16 bits."""


class _Strip(NamedTuple):
    """What a decoder is told (`tables`, `frame` but for its height, `scan`), and the coded data. `columns` and `rows`
    are pixels; `tall`: rows of a unit of coding, of which it has `units`."""

    tables: tuple[bytes, ...]
    frame: tuple[bytes, bytes]
    scan: bytes
    data: bytes
    columns: int
    rows: int
    tall: int
    units: int


def joined(strips: Sequence[bytes], shared: bytes, size: tuple[int, int]) -> bytes | None:
    """The strips of a page of `size` pixels as one JPEG, `shared`: the tables that stand beside them, if any do. None
    where they cannot be joined so."""
    try:
        parts = [_strip(strip) for strip in strips]
        tables = [segment for _, segment in _segments(shared)] if shared else []
    except (ValueError, IndexError, struct.error):
        return None
    if not parts or not _fit(parts, size):
        return None
    first = parts[0]
    frame = struct.pack(">H", size[1]).join(first.frame)
    restarts = struct.pack(">BBHH", 0xFF, RESTARTS, 4, first.units) if len(parts) > 1 else b""
    data = [first.data]
    for number, part in enumerate(parts[1:]):
        data += [bytes((0xFF, RESTART + number % 8)), part.data]
    return b"".join([BEGIN, *tables, *first.tables, frame, restarts, first.scan, *data, END])


def _fit(parts: Sequence[_Strip], size: tuple[int, int]) -> bool:
    """Whether they are one page, and all but the last end with a whole unit of coding."""
    alike = all(one[:3] == other[:3] for one, other in pairwise(parts))
    whole = all(part.rows == parts[0].rows and not part.rows % part.tall for part in parts[:-1])
    place = (parts[0].columns, sum(part.rows for part in parts)) == size
    return alike and whole and place and parts[-1].rows <= parts[0].rows and parts[0].units <= MOST_UNITS


def _strip(content: bytes) -> _Strip:
    """Raises ValueError, IndexError, struct.error for one of another coding, or of none."""
    found: dict[int, bytes] = {}
    tables, at = [], len(BEGIN)
    for marker, segment in _segments(content):
        at += len(segment)
        if marker in OTHERS:
            raise ValueError("another coding")
        if marker in (HUFFMAN, QUANTIZATION):
            tables.append(segment)
        found[marker] = segment
    frame, scan, data = found.get(FRAME, b""), found.get(SCAN, b""), content[at : content.rindex(END)]
    rows, columns, colours = struct.unpack_from(">HHB", frame, 5)
    if scan[4] != colours or MARKER.search(data):
        raise ValueError("several scans")
    factors = [divmod(frame[11 + 3 * colour], 16) for colour in range(colours)] if colours > 1 else [(1, 1)]
    wide, tall = (BLOCK * max(side) for side in zip(*factors, strict=True))
    units = -(-columns // wide) * -(-rows // tall)
    return _Strip(tuple(tables), (frame[:5], frame[7:]), scan, data, columns, rows, tall, units)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers and their segments whole, up to that of the scan or to the end. Raises ValueError, struct.error."""
    if not content.startswith(BEGIN):
        raise ValueError("no JPEG")
    at, marker = len(BEGIN), 0
    while marker != SCAN and content[at : at + 2] != END:
        prefix, marker, length = struct.unpack_from(">BBH", content, at)
        if prefix != 0xFF:
            raise ValueError("no marker")
        yield marker, content[at : at + 2 + length]
        at += 2 + length
