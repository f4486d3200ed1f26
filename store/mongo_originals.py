"""Originals in MongoDB's GridFS, beside the store or in a database of their own: one file each, named by its SHA-256.

While it arrives a file has no name and a note of its own; it gets its name at the end, and no two have the same. So
what was cut off is never seen, and the notes tell what of it is left.
"""

import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

from gridfs import GridFSBucket
from gridfs.errors import CorruptGridFile

from schemas.errors import NotFound, Unavailable
from schemas.stored import now
from store.directory import CHUNK, HASH, STALE_SECONDS
from store.disk import told
from store.mongo_connection import Collection, Database, Duplicate, MongoConnection, Session, new_key
from store.mongo_indexes import BY_ITS_ID

BUCKET = "originals"
FILES, CHUNKS, ARRIVING = f"{BUCKET}.files", f"{BUCKET}.chunks", f"{BUCKET}.arriving"
NAMED = {"filename": {"$gt": ""}}
BY_NAME = {"name": "filename", "key": {"filename": 1}, "unique": True, "partialFilterExpression": NAMED}
BY_PLACE = {"name": "files_id_1_n_1", "key": {"files_id": 1, "n": 1}, "unique": True}
"""GridFS's own."""
BY_AGE = {"name": "at", "key": {"at": 1}}
PIECE = 1000


class MongoOriginals:
    """The engine of Originals for many machines. Raises what MongoConnection does, everywhere."""

    def __init__(self, address: str, *, setting: str = "LONTAR_ORIGINALS", patience: float | None = None) -> None:
        """`setting`: what holds the address, for sentences. `patience`: seconds, as for MongoConnection."""
        self._connection = MongoConnection(address, setting, patience)
        self._connection.declare(FILES, [BY_ITS_ID, BY_NAME])
        self._connection.declare(CHUNKS, [BY_ITS_ID, BY_PLACE])
        self._connection.declare(ARRIVING, [BY_ITS_ID, BY_AGE])
        self._sweep()

    def put(self, source: Path | BinaryIO, name: str = "") -> tuple[str, int]:
        what, key = name or "the file", new_key()
        with told(what), source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
            try:
                with self._connection.told(what):
                    self._of(ARRIVING).insert_one({"_id": key, "at": now()})
                    sha256, size = self._copy(stream, key)
                    self._place(key, sha256, size)
            except Unavailable:
                raise  # nor would the server hear what is to be forgotten: it is swept later
            except BaseException:
                self._forget(key)
                raise
        self._forget(key)
        return sha256, size

    def open(self, sha256: str) -> BinaryIO:
        return io.BufferedReader(_Reading(self._connection, self._standing(sha256)["_id"]), CHUNK)

    @contextmanager
    def path(self, sha256: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="lontar-original-") as folder, self.open(sha256) as stream:
            file = Path(folder) / sha256
            with told("a copy of an original"), file.open("xb") as out:
                shutil.copyfileobj(stream, out, CHUNK)
            file.chmod(0o444)
            yield file

    def has(self, sha256: str) -> bool:
        return self._named(sha256) is not None

    def every(self) -> Iterator[tuple[str, int]]:
        return ((name, size) for name, size in self._each() if HASH.fullmatch(name))

    def _each(self) -> Iterator[tuple[str, int]]:
        """All files that have a name."""
        last = ""
        while found := self._names(last):
            yield from found
            last = found[-1][0]

    def strays(self) -> Iterator[str]:
        return (name for name, _ in self._each() if not HASH.fullmatch(name))

    def remove(self, sha256: str) -> None:
        standing = self._standing(sha256)
        with self._connection.told():
            self._bucket().delete(standing["_id"])

    def close(self) -> None:
        self._connection.close()

    def _of(self, name: str) -> Collection:
        return self._connection.database()[name]

    def _bucket(self) -> GridFSBucket:
        return GridFSBucket(self._connection.database(), BUCKET)

    def _names(self, after: str) -> list[tuple[str, int]]:
        asked = {"filename": {"$gt": after}}
        with self._connection.told():
            found = self._of(FILES).find(asked, {"filename": 1, "length": 1}, sort=[("filename", 1)], limit=PIECE)
            return [(file["filename"], file["length"]) for file in found.hint("filename")]

    def _named(self, sha256: str) -> dict[str, Any] | None:
        if not HASH.fullmatch(sha256):
            return None
        with self._connection.told():
            return self._of(FILES).find_one({"filename": sha256}, hint="filename")

    def _standing(self, sha256: str) -> dict[str, Any]:
        found = self._named(sha256)
        if found is None:
            raise NotFound(what=f"The original {sha256}")
        return found

    def _copy(self, stream: BinaryIO, key: Any) -> tuple[str, int]:
        """Copy and hash; returns (sha256, size) once it is on the disks of most servers, without a name."""
        digest, size = hashlib.sha256(), 0
        out = self._bucket().open_upload_stream_with_id(key, "")
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.close()
        return digest.hexdigest(), size

    def _place(self, key: Any, sha256: str, size: int) -> None:
        """Give it its name. Bytes that stand already stay, unless they are damaged."""
        name = {"$set": {"filename": sha256}}
        while True:
            try:
                self._of(FILES).update_one({"_id": key}, name)
                return
            except Duplicate:
                standing = self._named(sha256)
            if standing is None:
                continue  # destroyed in between
            if standing["length"] == size and self._hash(standing["_id"]) == sha256:
                return

            def replace(database: Database, session: Session, damaged: Any = standing["_id"]) -> bool:
                gone = database[FILES].delete_one({"_id": damaged}, session=session).deleted_count
                return bool(gone and database[FILES].update_one({"_id": key}, name, session=session).modified_count)

            if self._connection.transaction(replace):
                self._of(CHUNKS).delete_many({"files_id": standing["_id"]})
                return

    def _hash(self, key: Any) -> str:
        with _Reading(self._connection, key) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def _forget(self, key: Any) -> None:
        """What arrived and has no name goes, with its note."""
        with self._connection.told():
            named = self._of(FILES).find_one({"_id": key} | NAMED)
            if not named:
                self._of(FILES).delete_one({"_id": key, "filename": ""})
                self._of(CHUNKS).delete_many({"files_id": key})
            self._of(ARRIVING).delete_one({"_id": key})

    def _sweep(self) -> None:
        with self._connection.told():
            old = {"at": {"$lt": now() - timedelta(seconds=STALE_SECONDS)}}
            for note in self._of(ARRIVING).find(old, hint="at"):
                self._forget(note["_id"])


class _Reading(io.RawIOBase):
    """The bytes of a file; where pieces of it are missing it ends, which its hash tells."""

    def __init__(self, connection: MongoConnection, key: Any) -> None:
        self._connection = connection
        with connection.told():
            self._stream = GridFSBucket(connection.database(), BUCKET).open_download_stream(key)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, into: Any) -> int:
        try:
            with self._connection.told():
                found = self._stream.read(len(into))
        except CorruptGridFile:
            return 0
        into[: len(found)] = found
        return len(found)
