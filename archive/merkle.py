"""Merkle trees over the event log: one hash that stands for all events, and short proofs that an event is under it.

As RFC 6962 (Certificate Transparency), section 2.1, has them: a leaf is SHA-256(0x00 || value), a node
SHA-256(0x01 || left || right), and the left side of a node is the largest whole power of two.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

BLOCK = 1024
"""Leaves of which a subtree is made at once: a power of two, so that the tree over the subtrees is the whole one."""
Nodes = Sequence[bytes]


@dataclass(frozen=True)
class Tree:
    """The root over `size` leaves (hexadecimal), and for each leaf that was asked for the nodes beside its way up."""

    size: int
    root: str
    paths: dict[int, list[str]] = field(default_factory=dict)


def tree(values: Iterable[str], wanted: Collection[int] = ()) -> Tree:
    """Over `values` (hexadecimal, in order), with the paths of the leaves `wanted` (numbers from 0).

    Holds one node of each BLOCK leaves, and the leaves of the blocks in which one is wanted."""
    leaves, size = iter(values), 0
    tops: list[bytes] = []
    blocks: dict[int, list[bytes]] = {}
    in_blocks = {index // BLOCK for index in wanted}
    while some := [leaf(value) for value in islice(leaves, BLOCK)]:
        if len(tops) in in_blocks:
            blocks[len(tops)] = some
        tops.append(root(some))
        size += len(some)
    paths = {
        index: [one.hex() for one in (*path(blocks[index // BLOCK], index % BLOCK), *path(tops, index // BLOCK))]
        for index in wanted
        if index < size
    }
    return Tree(size, root(tops).hex(), paths)


def leaf(value: str) -> bytes:
    """`value`: hexadecimal."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(value)).digest()


def root(nodes: Nodes) -> bytes:
    """Of a tree over these nodes; of none the hash of nothing."""
    if not nodes:
        return hashlib.sha256().digest()
    if len(nodes) == 1:
        return nodes[0]
    half = _half(len(nodes))
    return _node(root(nodes[:half]), root(nodes[half:]))


def path(nodes: Nodes, index: int) -> list[bytes]:
    """The nodes beside the way from one up to the root, the nearest first."""
    if len(nodes) == 1:
        return []
    half = _half(len(nodes))
    if index < half:
        return [*path(nodes[:half], index), root(nodes[half:])]
    return [*path(nodes[half:], index - half), root(nodes[:half])]


def _half(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
