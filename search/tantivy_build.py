"""A new build of the index in Tantivy, beside the one that is searched."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import DiskFull, Unavailable
from search.entry import IndexEntry
from search.tantivy_schema import SCHEMA, Engine, document
from store.disk import room

HEAP = 64 * 1024 * 1024  # bytes a writer gathers before it makes a segment
BUILD_HEAP = 8 * HEAP
"""Of a new build: 100,000 letters become one segment instead of three, which are searched and counted in 0.85 of the
time (`lontar bench search`); building them takes 394 MB instead of 296."""


class Build:
    """Where the entries of a new build go; nothing stands there yet, so nothing is looked up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with told(folder):
            self._engine = Engine(SCHEMA, path=str(folder))
            self._writer = self._engine.writer(BUILD_HEAP, 1)

    def write(self, entries: Iterable[IndexEntry], removed: Sequence[str] = ()) -> None:
        """Durable at close: a build is of use only when it is whole, and each commit would hold it up."""
        for entry in entries:  # what goes wrong where they come from is not ours to tell
            with told(self._folder):
                self._writer.add_document(document(entry))
        with told(self._folder):
            for id in removed:
                self._writer.delete_documents_by_term("id", id)

    def close(self) -> None:
        with told(self._folder):
            self._writer.commit()
            self._writer.wait_merging_threads()


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Faults of the disk in our words. Of every fault Tantivy says that a thread failed; where there is less room than
    a writer needs, that is what it was."""
    try:
        yield
    except (OSError, ValueError) as error:
        if room(folder) < HEAP:
            raise DiskFull(what="the index") from error
        raise Unavailable(what="The index", why=str(error)) from error
