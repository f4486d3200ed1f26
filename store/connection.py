"""Connections to SQLite: the one place that knows its library, and that turns its errors into ours.

The library brings its own SQLite: 3.51.3 mended a fault in which a reset of the WAL could lose a commit, and the
system's may be older.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from schemas.errors import DiskFull, Unavailable
from store.disk import room

Connection = apsw.Connection
UniqueTaken = apsw.ConstraintError
BUSY_MS = 20_000  # how long a writer waits for the one before it
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "cache_size=-16000", "temp_store=MEMORY")
LEAST_ROOM = 1 << 20
"""Bytes of free disk below which a fault of the disk is taken for a lack of room."""
GONE = (apsw.IOError, apsw.CantOpenError, apsw.NotADBError, apsw.CorruptError, apsw.ReadOnlyError, OSError)


class Connections:
    """One connection for each thread; after a fork the child opens its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._all: list[tuple[int, Connection]] = []
        self._local = threading.local()
        self._turn, self._turn_of = threading.Lock(), os.getpid()

    def here(self) -> Connection:
        """The connection of this thread and process."""
        if getattr(self._local, "process", None) != os.getpid():
            connection = Connection(str(self.path))
            connection.set_busy_timeout(BUSY_MS)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            self._local.process, self._local.connection = os.getpid(), connection
            self._all.append((os.getpid(), connection))
        return self._local.connection  # type: ignore[no-any-return]

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of a question."""
        with self._told():
            return self.here().execute(sql, tuple(values)).fetchall()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start; what is raised inside undoes all of it."""
        with self._told(), self._turn_here():
            connection = self.here()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk may have ended it already
                    connection.execute("ROLLBACK")
                raise

    def rewrite(self) -> None:
        """The file written anew without what was deleted, and the log of writes emptied into it.

        Raises Unavailable while a reader holds an old state, DiskFull."""
        with self._told(), self._turn_here():
            connection = self.here()
            connection.execute("VACUUM")
            (busy, *_), *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if busy:
                raise Unavailable(what=f"The store {self.path.name}", why="another process reads an old state of it")

    @contextmanager
    def as_now(self) -> Iterator[Connection]:
        """A connection of its own that sees the file as it is now, until the end of the `with`."""
        with self._told():
            connection = Connection(str(self.path))
            try:
                connection.set_busy_timeout(BUSY_MS)
                connection.execute("BEGIN")
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()  # the first look fixes the moment
                yield connection
            finally:
                connection.close()

    def close(self) -> None:
        while self._all:
            process, connection = self._all.pop()
            if process == os.getpid():
                connection.close()
        self._local = threading.local()

    def _turn_here(self) -> threading.Lock:
        """Threads of one process wait here for each other: SQLite's own waiting sleeps, which halves the commits of
        four threads (`lontar bench store`). A fork does not inherit a lock that a thread of its parent holds."""
        if self._turn_of != os.getpid():
            self._turn, self._turn_of = threading.Lock(), os.getpid()
        return self._turn

    @contextmanager
    def _told(self) -> Iterator[None]:
        name = f"The store {self.path.name}"
        try:
            yield
        except apsw.FullError as error:
            raise DiskFull(what="this") from error
        except apsw.BusyError as error:
            raise Unavailable(what=name, why="another process holds it") from error
        except GONE as error:
            # A store that cannot even make its lists of pages says "disk I/O error" or "unable to open".
            if room(self.path) < LEAST_ROOM:
                raise DiskFull(what="this") from error
            raise Unavailable(what=name, why=str(error)) from error
