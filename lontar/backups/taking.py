"""A backup taken: the store as it is at one moment, then the originals that it names, while all others go on."""

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from lontar import VERSION
from lontar.act import happened
from lontar.backups import files
from lontar.backups.age import Lock, locked
from lontar.backups.chosen import Earlier
from lontar.backups.container import DOCUMENTS, FILES, ORIGINALS, Writer
from lontar.backups.manifest import FORMAT, HEAD, MANIFEST, Manifest
from lontar.move import kinds
from lontar.wiring import House
from office.access import Reader, demand
from schemas.backup import Backup
from schemas.errors import NotFound, Taken, WrongUse
from schemas.event import Event
from schemas.stored import Stored, new_id, now
from store import fixity
from store.changes import Changes
from store.contract import Row, Snapshot
from store.disk import demand_room, streamed, told
from store.segments import rows, segments

ACTION = "archive.back-up"
LEVEL = 1
"""Of zlib: documents are made smaller by half already, as fast as a disk takes them."""
AHEAD = 4
"""Pieces of documents that are made smaller while one is written."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Written:
    """What became of it: the file, its list of contents, its bytes."""

    file: Path
    manifest: Manifest
    bytes: int


def take(house: House, reader: Reader, file: Path, *, on: Earlier | None, lock: Lock, tell: Tell) -> Written:
    """Everything, or with `on` what that backup and those before it have not.

    Whatever cuts it off, there is no file of that name. Raises Forbidden, WrongUse, Taken (the file exists), DiskFull,
    Unavailable."""
    demand(reader, ACTION)
    if file.exists():
        raise Taken(what=file.name)
    first = house.store.events(limit=1)
    if not first:
        raise WrongUse(what="lontar backup", why="nothing is in this archive yet")
    if on is not None and on.manifest.archive != first[0]["chain"]:
        raise WrongUse(what=on.file.name, why="it is a backup of another archive")
    begun = Manifest(new_id(), first[0]["chain"], now().isoformat(), VERSION, 0, "")
    if on is not None:
        begun = replace(begun, on=on.manifest.id, on_name=on.file.name)
    with ExitStack() as held, told(str(file)):
        out = held.enter_context(streamed(file))
        into = held.enter_context(locked(out, lock)) if lock else out
        taking = held.enter_context(closing(_Taking(house, into, on.manifest.wanted() if on else set(), tell)))
        found = taking.all(begun, file)
    size = file.stat().st_size
    made = Backup(
        id=found.id, file=file.name, bytes=size, parts=len(found.here), damaged=len(found.damaged),
        encrypted=bool(lock), on=found.on or None, sealed=found.sealed, chain=found.chain,
    )  # fmt: skip
    values = {name: made[name] for name in ("file", "bytes", "sealed", "chain", "damaged")}
    house.store.commit(
        Changes.of(made, events=[happened(reader, "archive.backed-up", made.id, of="backups", after=values)])
    )
    return Written(file, found, size)


class _Taking:
    """One backup under way."""

    def __init__(self, house: House, out: BinaryIO, known: set[str], tell: Tell) -> None:
        """`known`: parts that need not be written, since those before have them."""
        self._house, self._tell, self._known = house, tell, known
        self._pool = ThreadPoolExecutor(2)
        self._writer = Writer(out, self._pool)
        self._here: list[str] = []
        self._damaged: list[str] = []
        self._ahead: list[tuple[str, Future[bytes]]] = []

    def close(self) -> None:
        self._pool.shutdown()

    def all(self, begun: Manifest, file: Path) -> Manifest:
        head = {"format": FORMAT, "id": begun.id, "archive": begun.archive, "on": begun.on, "made_at": begun.made_at}
        self._writer.add(HEAD, json.dumps(head).encode())
        kept = self._files()
        with self._house.store.snapshot() as snapshot:
            ledgers = snapshot.ledgers()
            documents, counts, last = self._documents(snapshot)
            wanted = sorted({sha256 for sha256, _ in fixity.named(snapshot)})
        originals = list(self._originals(wanted, file))
        found = replace(
            begun, sealed=int(last.get("sequence", 0)), chain=str(last.get("chain", "")), documents=documents,
            counts=counts, counters=ledgers.counters, cursors=ledgers.cursors, originals=originals, files=kept,
            here=self._here, damaged=self._damaged,
        )  # fmt: skip
        self._writer.add(MANIFEST, found.written())
        self._writer.close()
        return found

    def _files(self) -> dict[str, str]:
        """What the home holds beside what the engines keep in it."""
        found = {}
        for path, content in files.kept(self._house.settings.home, self._house.settings.engines):
            found[path] = name = hashlib.sha256(content).hexdigest()
            if self._is_new(name):
                self._writer.add(f"{FILES}{name}", content)
        return found

    def _documents(self, snapshot: Snapshot) -> tuple[dict[str, list[str]], dict[str, int], Row]:
        """The pieces of each collection, its documents counted, and the last event."""
        found: dict[str, list[str]] = {}
        counts: dict[str, int] = {}
        last: Row = {}
        for kind in kinds():
            name = kind.collection()
            found[name], counts[name] = [], 0
            for piece in segments(self._counted(snapshot, kind, counts)):
                found[name].append(hashlib.sha256(piece).hexdigest())
                self._write(found[name][-1], piece)
                last = rows(piece)[-1] if kind is Event else last
            self._tell(f"{name} {counts[name]}")
        self._flush()
        return found, counts, last

    def _counted(self, snapshot: Snapshot, kind: type[Stored], counts: dict[str, int]) -> Iterator[tuple[str, bytes]]:
        for one in snapshot.bodies(kind):
            counts[kind.collection()] += 1
            yield one

    def _write(self, name: str, piece: bytes) -> None:
        """Made smaller beside the writing of those before it."""
        if not self._is_new(name):
            return
        self._ahead.append((name, self._pool.submit(zlib.compress, piece, LEVEL)))
        if len(self._ahead) > AHEAD:
            self._flush(1)

    def _flush(self, most: int | None = None) -> None:
        some, self._ahead = self._ahead[:most], self._ahead[len(self._ahead[:most]) :]
        for name, small in some:
            self._writer.add(f"{DOCUMENTS}{name}", small.result())

    def _originals(self, wanted: list[str], file: Path) -> Iterator[tuple[str, int]]:
        """Those that the documents name, each held against its hash as it is copied."""
        done = 0
        for number, sha256 in enumerate(wanted, 1):
            try:
                with self._house.originals.open(sha256) as stream:
                    size = stream.seek(0, os.SEEK_END)
                    stream.seek(0)
                    if self._is_new(sha256):
                        demand_room(file, size, file.name)
                        if self._writer.copy(f"{ORIGINALS}{sha256}", stream, size) != sha256:
                            self._damaged.append(sha256)
                    yield sha256, size
                    done += size
            except NotFound:
                self._damaged.append(sha256)
                yield sha256, 0
            self._tell(f"originals {number} of {len(wanted)}, {done / 1e6:.0f} MB")

    def _is_new(self, name: str) -> bool:
        if name in self._known:
            return False
        self._known.add(name)
        self._here.append(name)
        return True
