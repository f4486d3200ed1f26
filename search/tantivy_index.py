"""The Index on one machine: Tantivy."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from schemas.errors import Unavailable
from search.analysis import VERSION, fold
from search.contract import EVERY, Around, Request, Result, Writing
from search.entry import IndexEntry
from search.errors import IndexBusy
from search.generations import Generations
from search.tantivy_build import HEAP, Build, told
from search.tantivy_facets import asked_of, facets, narrowed, readable
from search.tantivy_lists import around, listed
from search.tantivy_queries import There, any_of, compiled, conjunction
from search.tantivy_schema import SCHEMA, SCHEMA_VERSION, Engine, Query, Searcher, Writer, document
from search.tree import Tree

MOST_THERE = 20_000
"""Words of which it is remembered which of their misread forms the index has: some hundred bytes each."""


class TantivyIndex:
    """One folder; one process writes, readers look whether a commit was made (3 microseconds) before each search."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._opened: tuple[Path, tuple[int, int], Engine] | None = None
        self._writer: tuple[Path, Writer] | None = None
        self._there: There = {}
        with told(path):
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
        searcher = self._searcher()
        asked = asked_of(request, searcher, self._there)
        page = listed(searcher, narrowed(asked, request), request)
        cursor = page.cursors[-1] if page.more else None
        counted = facets(searcher, asked, request, page.total)
        return Result(page.total, page.hits, counted, page.cursors, cursor)

    def around(self, request: Request) -> Around:
        searcher = self._searcher()
        return around(searcher, narrowed(asked_of(request, searcher, self._there), request), request)

    def suggest(
        self, prefix: str, keys: frozenset[str] | None, limit: int = 8, tree: Tree = EVERY
    ) -> list[tuple[str, int]]:
        folded = fold(prefix)
        if not folded or keys == frozenset():
            return []
        searcher = self._searcher()
        asked = [*([] if tree == EVERY else [compiled(tree, searcher, self._there)]), *readable(keys)]
        query = conjunction(asked, []) if asked else None
        return [(word, count) for word, count in searcher.terms_with_prefix("text", folded, query, limit) if count]

    def frequencies(self, words: Sequence[str]) -> list[int]:
        searcher = self._searcher()
        return [int(searcher.doc_freq("text", word)) for word in words]

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
            with told(self._path):
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
            with told(self._path):
                folder = self._generations.begin()
            try:
                build = Build(folder)
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
                        self._opened, self._there = (folder, stamp, Engine.open(str(folder))), {}
                    elif self._opened[1] != stamp:
                        self._opened[2].reload()
                        self._opened, self._there = (folder, stamp, self._opened[2]), {}
                    elif len(self._there) > MOST_THERE:
                        self._there = {}
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


def _stamp(file: Path) -> tuple[int, int]:
    """Moves with every commit: each writes a new file, and clocks tick only every few milliseconds."""
    found = file.stat()
    return found.st_mtime_ns, found.st_ino


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
