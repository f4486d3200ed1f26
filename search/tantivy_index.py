"""The Index on one machine: Tantivy."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from schemas.errors import DiskFull, Unavailable
from search.analysis import VERSION, fold
from search.contract import MOST_YEARS, Around, Request, Result, Writing
from search.entry import IndexEntry
from search.errors import IndexBusy
from search.generations import Generations
from search.tantivy_lists import around, listed
from search.tantivy_queries import (
    SCHEMA,
    SCHEMA_VERSION,
    Engine,
    Query,
    Searcher,
    Writer,
    any_of,
    compiled,
    conjunction,
    document,
    narrowing,
)
from store.disk import room

HEAP = 64 * 1024 * 1024  # bytes a writer gathers before it makes a segment
BATCH = 20_000  # entries between commits of a build


class TantivyIndex:
    """One folder; one process writes, readers look whether a commit was made (3 microseconds) before each search."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._opened: tuple[Path, tuple[int, int], Engine] | None = None
        self._writer: tuple[Path, Writer] | None = None
        with _told(path):
            self._generations = Generations(path, f"a{VERSION}s{SCHEMA_VERSION}")
            if self._generations.live() is None:
                with self._generations.alone():
                    if self._generations.live() is None:
                        folder = self._generations.begin()
                        Engine(SCHEMA, path=str(folder))
                        self._generations.swap(folder)

    @property
    def generation(self) -> str:
        return self._live().name

    def search(self, request: Request) -> Result:
        searcher, asked = self._searcher(), _asked(request)
        page = listed(searcher, _narrowed(asked, request), request)
        cursor = page.cursors[-1] if page.more else None
        return Result(page.total, page.hits, _facets(searcher, asked, request), page.cursors, cursor)

    def around(self, request: Request) -> Around:
        return around(self._searcher(), _narrowed(_asked(request), request), request)

    def suggest(self, prefix: str, keys: frozenset[str] | None, limit: int = 8) -> list[tuple[str, int]]:
        folded = fold(prefix)
        if not folded or keys == frozenset():
            return []
        allowed = _readable(keys)
        query = allowed[0] if allowed else None
        return [
            (word, count) for word, count in self._searcher().terms_with_prefix("text", folded, query, limit) if count
        ]

    def count(self) -> int:
        return int(self._searcher().num_docs)

    def versions(self) -> Iterator[tuple[str, int]]:
        searcher = self._searcher()
        if total := int(searcher.num_docs):
            addresses = [address for _, address in searcher.search(Query.all_query(), total, count=False).hits]
            for address, version in zip(addresses, _numbers(searcher, addresses), strict=True):
                yield searcher.doc(address)["id"][0], version

    def write(self, entries: Iterable[IndexEntry], removed: Sequence[str] = ()) -> None:
        newest = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.version)}
        known = _versions(self._searcher(), list(newest))
        try:
            with _told(self._path):
                writer = self._writing()
                for id, entry in newest.items():
                    if entry.version >= known.get(id, 0):
                        writer.delete_documents_by_term("id", id)
                        writer.add_document(document(entry))
                for id in removed:
                    writer.delete_documents_by_term("id", id)
                writer.commit()
        except Unavailable:
            self._let_go()  # it is of no use after a fault; the next one clears away what it left
            raise

    @contextmanager
    def rebuilding(self) -> Iterator[tuple[str, Writing]]:
        with self._generations.alone():
            with _told(self._path):
                folder = self._generations.begin()
            try:
                build = _Build(folder)
                yield folder.name, build
                build.close()
                self._generations.swap(folder)
            except BaseException:
                self._generations.give_up(folder)
                raise

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._live().iterdir() if file.is_file())

    def close(self) -> None:
        self._let_go()
        self._opened = None

    def _live(self) -> Path:
        folder = self._generations.live()
        if folder is None:
            raise Unavailable(what=f"The index {self._path}", why="its folder is gone; `lontar reindex` builds it anew")
        return folder

    def _searcher(self) -> Searcher:
        with self._lock:
            for attempt in range(3):
                folder = self._live()
                try:
                    stamp = _stamp(folder / "meta.json")
                    if self._opened is None or self._opened[0] != folder:
                        self._opened = (folder, stamp, Engine.open(str(folder)))
                    elif self._opened[1] != stamp:
                        self._opened[2].reload()
                        self._opened = (folder, stamp, self._opened[2])
                    return self._opened[2].searcher()
                except (OSError, ValueError) as error:  # swapped between two looks
                    if attempt == 2:
                        raise Unavailable(what=f"The index {self._path}", why=str(error)) from error
            raise AssertionError

    def _writing(self) -> Writer:
        """The writer of the live build; held until close, so that there is one in all processes."""
        folder = self._live()
        if self._writer is not None and self._writer[0] == folder:
            return self._writer[1]
        self._let_go()
        try:
            writer = Engine.open(str(folder)).writer(HEAP, 1)
        except ValueError as error:
            raise IndexBusy(path=self._path) from error
        writer.garbage_collect_files()  # a process killed in a commit leaves files whose names would be taken
        self._writer = (folder, writer)
        return writer

    def _let_go(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(ValueError):  # it says once more what it died of
                writer[1].wait_merging_threads()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Faults of the disk in our words. Of every fault Tantivy says that a thread failed; where there is less room than
    a writer needs, that is what it was."""
    try:
        yield
    except (OSError, ValueError) as error:
        if room(folder) < HEAP:
            raise DiskFull(what="the index") from error
        raise Unavailable(what="The index", why=str(error)) from error


class _Build:
    """Where the entries of a new build go; nothing stands there yet, so nothing is looked up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _told(folder):
            self._engine = Engine(SCHEMA, path=str(folder))
            self._writer = self._engine.writer(2 * HEAP, 1)

    def write(self, entries: Iterable[IndexEntry], removed: Sequence[str] = ()) -> None:
        waiting = iter(entries)
        while batch := list(islice(waiting, BATCH)):
            with _told(self._folder):
                for entry in batch:
                    self._writer.add_document(document(entry))
                self._writer.commit()
        with _told(self._folder):
            for id in removed:
                self._writer.delete_documents_by_term("id", id)
            self._writer.commit()

    def close(self) -> None:
        with _told(self._folder):
            self._writer.wait_merging_threads()


def _stamp(file: Path) -> tuple[int, int]:
    """Moves with every commit: each writes a new file, and clocks tick only every few milliseconds."""
    found = file.stat()
    return found.st_mtime_ns, found.st_ino


def _readable(keys: frozenset[str] | None) -> list[Query]:
    """The condition that a reader holds a key; none for the installation."""
    if keys is None:
        return []
    return [any_of("grants", sorted(keys)) if keys else Query.empty_query()]


def _asked(request: Request) -> list[Query]:
    """Query and rights, without the filters."""
    return [compiled(request.tree), *_readable(request.keys)]


def _narrowed(asked: list[Query], request: Request) -> Query:
    must, must_not = narrowing(request.filters, request.without)
    return conjunction([*asked, *must], must_not)


def _versions(searcher: Searcher, ids: list[str]) -> dict[str, int]:
    """The versions at which letters stand in the index."""
    if not ids:
        return {}
    hits = searcher.search(any_of("id", ids), len(ids), count=False).hits
    addresses = [address for _, address in hits]
    versions = _numbers(searcher, addresses)
    return {searcher.doc(address)["id"][0]: one for address, one in zip(addresses, versions, strict=True)}


def _numbers(searcher: Searcher, addresses: list[Any]) -> list[int]:
    """The versions in the column of that name."""
    return [int(one or 0) for one in searcher.fast_field_values("version", addresses)] if addresses else []


def _facets(searcher: Searcher, asked: list[Query], request: Request) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Counts by value. A name that is filtered by counts its other values too: the person may want to change over."""
    plain = [name for name in request.facets if name not in request.filters]
    found = _counted(searcher, asked, request, plain, request.filters) if plain else {}
    for name in request.facets:
        if name in request.filters:
            others = {other: values for other, values in request.filters.items() if other != name}
            found |= _counted(searcher, asked, request, [name], others)
    return {name: found[name] for name in request.facets}


def _counted(
    searcher: Searcher, asked: list[Query], request: Request, names: list[str], filters: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[str, int]]]:
    must, must_not = narrowing(filters, request.without)
    sizes = {name: MOST_YEARS if name == "year" else request.facet_size for name in names}
    wanted = {name: {"terms": {"field": f"facet_{name}", "size": size}} for name, size in sizes.items()}
    counted = searcher.aggregate(conjunction([*asked, *must], must_not), wanted)
    return {
        name: sorted(
            ((one["key"], one["doc_count"]) for one in counted[name]["buckets"]), key=lambda pair: (-pair[1], pair[0])
        )
        for name in names
    }
