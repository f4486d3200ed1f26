"""How lists of revoked certificates and time stamps are fetched: to addresses that a certificate or a setting names,
as office/outward.py permits them. The one way out that is asynchronous, because pyHanko's is."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from office.outward import permitted

LARGEST = 32 << 20
"""Bytes of an answer: the largest lists of revoked certificates in use have a few megabytes."""
AddrInfo = tuple[socket.AddressFamily | int, socket.SocketKind | int, int, str, tuple[object, ...]]


class Judged(AbstractResolver):
    """Looks names up, lets those addresses pass that may be called, and opens connections to these alone: numbers in an
    address are looked up by nobody, so that they are judged where the connection is made."""

    def __init__(self, inside: frozenset[str]) -> None:
        self._inside = inside
        self._passed: set[str] = set()
        self._looks_up = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises OSError where none may be called."""
        found = await self._looks_up.resolve(host, port, family)
        good = [one for one in found if permitted(host.lower(), one["host"], self._inside)]
        if not good:
            raise OSError(f"{host} is in a private network")
        self._passed |= {one["host"] for one in good}
        return good

    def opened(self, info: AddrInfo) -> socket.socket:
        """A socket for an address that passed. Raises OSError for any other one."""
        family, kind, protocol, _, where = info
        address = str(where[0])
        if address not in self._passed and not permitted(address, address, self._inside):
            raise OSError(f"{address} is in a private network")
        return socket.socket(family, kind, protocol)

    async def close(self) -> None:
        await self._looks_up.close()


class Bounded(aiohttp.ClientResponse):
    """An answer of which no more is read than there can be. Raises ClientPayloadError."""

    async def read(self) -> bytes:
        pieces, size = [], 0
        async for piece in self.content.iter_chunked(1 << 16):
            size += len(piece)
            if size > LARGEST:
                self.close()
                raise aiohttp.ClientPayloadError("the answer is too large")
            pieces.append(piece)
        return b"".join(pieces)


@asynccontextmanager
async def session(inside: frozenset[str]) -> AsyncIterator[aiohttp.ClientSession]:
    """What fetches. `inside`: hosts that may stand in a private network. Each address on the way is judged, of a
    redirect too."""
    judge = Judged(inside)
    connector = aiohttp.TCPConnector(resolver=judge, socket_factory=judge.opened)
    async with aiohttp.ClientSession(connector=connector, response_class=Bounded) as opened:
        yield opened
