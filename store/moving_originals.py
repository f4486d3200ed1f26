"""Originals brought to another place, each read back from there and held against its hash."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import NamedTuple

from schemas.errors import NotFound
from store.faults import Fault
from store.fixity import hashed
from store.originals import Originals

AT_ONCE = 4
"""Originals on their way: one waits for the disk for longer than it is read (`python -m bench.move`)."""
PIECE = 8 * AT_ONCE


class Brought(NamedTuple):
    """`damaged`: the archive itself does not have these bytes any more; they were left behind.
    `differing`: what came back is not what was sent."""

    sha256: str
    size: int
    damaged: bool = False
    differing: bool = False


def bring(source: Originals, target: Originals) -> Iterator[Brought]:
    """All that are not there already. Raises what Originals.put does."""
    every = source.every()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while some := list(islice(every, PIECE)):
            yield from pool.map(lambda kept: _bring(source, target, *kept), some)


def unknown(source: Originals, target: Originals) -> Iterator[Fault]:
    """Originals that only the target has."""
    for sha256, _ in target.every():
        if not source.has(sha256):
            yield Fault("unknown", f"originals/{sha256}", "the archive has none")


def _bring(source: Originals, target: Originals, sha256: str, size: int) -> Brought:
    if _stands(target, sha256):
        return Brought(sha256, size)
    if not _stands(source, sha256):
        return Brought(sha256, size, damaged=True)
    with source.open(sha256) as stream:
        target.put(stream, f"original {sha256}")
    return Brought(sha256, size, differing=not _stands(target, sha256))


def _stands(originals: Originals, sha256: str) -> bool:
    try:
        return hashed(originals, sha256) == sha256
    except NotFound:
        return False
