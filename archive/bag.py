"""A bag (BagIt 1.0, RFC 8493): files with manifests of their hashes, by which anybody can prove that all of them came.

The manifests grow on the disk while the payload goes by: a bag may hold 100,000 letters."""

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from archive.zip_stream import CHUNK, ZipStream

HASHES = ("sha256", "sha512")
"""RFC 8493, 2.4: SHA-512 is what it recommends, SHA-256 what the originals of this archive are known by."""
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LONGEST = 80
"""Characters of a name, so that paths stay short of the 260 that some systems take."""
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows the dot."""


def portable(name: str) -> str:
    """A name that every system takes as it is, and in one way only: ASCII without spaces, no device, no dot in front or
    at the end; its ending stays."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = UNSAFE.sub("_", plain).strip("._-")
    if len(safe) > LONGEST:
        stem, dot, ending = safe.rpartition(".")
        ending = f".{ending}" if dot and len(ending) <= 10 else ""
        safe = (stem if ending else safe)[: LONGEST - len(ending)].rstrip("._-") + ending
    return f"_{safe}" if DEVICES.fullmatch(safe) else safe or "_"


@dataclass
class Bag:
    """A bag as a ZIP in pieces. `name`: the folder that it becomes. First `put` each file, then `end`."""

    name: str
    at: datetime
    octets: int = 0
    streams: int = 0
    _manifests: dict[str, IO[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._zip = ZipStream(self.at)
        self._manifests = {one: tempfile.TemporaryFile() for one in HASHES}  # noqa: SIM115 - closed in `end`

    def put(self, path: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """A file of the payload; `path` below data/, of portable names."""
        hashes, size = [hashlib.new(one) for one in HASHES], 0

        def passing() -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                size += len(piece)
                for one in hashes:
                    one.update(piece)
                yield piece

        yield from self._zip.entry(f"{self.name}/data/{path}", passing())
        self.octets, self.streams = self.octets + size, self.streams + 1
        for one, manifest in zip(hashes, self._manifests.values(), strict=True):
            manifest.write(f"{one.hexdigest()}  data/{path}\n".encode())

    def end(self, info: Sequence[tuple[str, str]]) -> Iterator[bytes]:
        """The files that say what is in it. `info`: what else stands in bag-info.txt, in order."""
        said = [*info, ("Bagging-Date", f"{self.at:%Y-%m-%d}"), ("Payload-Oxum", f"{self.octets}.{self.streams}")]
        lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in said if value.split())
        tags: dict[str, list[str]] = {one: [] for one in HASHES}
        yield from self._tag("bagit.txt", [DECLARED], tags)
        yield from self._tag("bag-info.txt", [lines.encode()], tags)
        for one, manifest in self._manifests.items():
            manifest.seek(0)
            yield from self._tag(f"manifest-{one}.txt", _read(manifest), tags)
            manifest.close()
        for one, listed in tags.items():
            yield from self._zip.entry(f"{self.name}/tagmanifest-{one}.txt", ["".join(listed).encode()])
        yield from self._zip.end()

    def _tag(self, name: str, pieces: Iterable[bytes], tags: Mapping[str, list[str]]) -> Iterator[bytes]:
        hashes = {one: hashlib.new(one) for one in HASHES}

        def passing() -> Iterator[bytes]:
            for piece in pieces:
                for one in hashes.values():
                    one.update(piece)
                yield piece

        yield from self._zip.entry(f"{self.name}/{name}", passing())
        for one, digest in hashes.items():
            tags[one].append(f"{digest.hexdigest()}  {name}\n")


def _read(held: IO[bytes]) -> Iterator[bytes]:
    while piece := held.read(CHUNK):
        yield piece
