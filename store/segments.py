"""Documents in a row as pieces of bytes that stay the same while their documents do.

A piece ends behind an id whose sum says so, not after a number of documents: what is added or taken away in one place
moves no other piece. (Content-defined chunking: Muthitacharoen, Chen, Mazieres, "A low-bandwidth network file system",
SOSP 2001.)
"""

import zlib
from collections.abc import Iterable, Iterator

import bson

from store.contract import Row

ABOUT = 512
"""Documents of a piece, on average."""
MOST_BYTES = 8 << 20
"""A piece of large documents ends here, and then at the next place that all have in common."""


def segments(bodies: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Pieces of documents in id order, each the BSON of its documents one behind the other."""
    piece: list[bytes] = []
    size = 0
    for id, body in bodies:
        piece.append(body)
        size += len(body)
        if zlib.crc32(id.encode()) % ABOUT == 0 or size >= MOST_BYTES:
            yield b"".join(piece)
            piece, size = [], 0
    if piece:
        yield b"".join(piece)


def rows(segment: bytes) -> list[Row]:
    """The documents of a piece. Raises ValueError for bytes that are none."""
    try:
        return list(bson.decode_all(segment))
    except bson.errors.InvalidBSON as error:
        raise ValueError("no documents") from error
