"""The Index on a server: Elasticsearch 8.19 or newer."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from schemas.errors import Unavailable
from search.analysis import fold
from search.contract import EVERY, MOST_VALUES, Around, Request, Result, Writing
from search.elastic_builds import Builds
from search.elastic_bulk import Bulk
from search.elastic_facets import pairs
from search.elastic_lists import around, listed
from search.elastic_queries import compiled, readable
from search.elastic_server import Server
from search.entry import IndexEntry
from search.errors import IndexGone, RebuildLost
from search.settings import Settings
from search.tree import Tree

PAGE = 5000  # entries a step when all are asked for
KEPT = "1m"  # how long the server keeps a view for the next step


class ElasticIndex:
    """One alias on a server; any number of processes read and write. Nothing is asked before it is needed, so that a
    server that is away stops searching only."""

    def __init__(self, url: str, name: str, settings: Settings) -> None:
        self._server, self._name = Server(url, settings), name
        self._builds = Builds(self._server, name, settings)
        self._lock, self._opened = threading.Lock(), False

    @property
    def generation(self) -> str:
        self._open()
        return self._builds.live()

    def search(self, request: Request) -> Result:
        return listed(self._search, request)

    def around(self, request: Request) -> Around:
        return around(self._search, request)

    def suggest(
        self, prefix: str, keys: frozenset[str] | None, limit: int = 8, tree: Tree = EVERY
    ) -> list[tuple[str, int]]:
        folded = fold(prefix)
        if not folded or keys == frozenset():
            return []
        words = {
            "field": "words",
            "include": _beginning(folded),
            "size": limit,
            "shard_size": MOST_VALUES,
            "order": [{"_count": "desc"}, {"_key": "asc"}],
        }
        having = {"bool": {"filter": [{"prefix": {"text": folded}}, compiled(tree), *readable(keys)]}}
        found = self._search({"query": having, "size": 0, "aggs": {"words": {"terms": words}}})
        return pairs(found["aggregations"]["words"])

    def frequencies(self, words: Sequence[str]) -> list[int]:
        counts = {str(place): {"filter": {"term": {"text": word}}} for place, word in enumerate(words)}
        if not counts:
            return []
        found = self._search({"size": 0, "track_total_hits": False, "aggs": counts})["aggregations"]
        return [int(found[str(place)]["doc_count"]) for place in range(len(words))]

    def count(self) -> int:
        return int(self._ask("GET", "_count")["count"])

    def versions(self) -> Iterator[tuple[str, int]]:
        """From one view, in which nothing changes meanwhile."""
        view = self._ask("POST", "_pit", keep_alive=KEPT)["id"]
        try:
            body: dict[str, Any] = {"size": PAGE, "sort": ["_shard_doc"], "version": True, "track_total_hits": False}
            while True:
                found = self._server.ask("POST", "/_search", body | {"pit": {"id": view, "keep_alive": KEPT}})
                view, hits = found["pit_id"], found["hits"]["hits"]
                yield from ((hit["_id"], hit["_version"]) for hit in hits)
                if len(hits) < PAGE:
                    return
                body["search_after"] = hits[-1]["sort"]
        finally:
            self._server.answer("DELETE", "/_pit", {"id": view}, ok=(404,))

    def write(self, entries: Iterable[IndexEntry], removed: Sequence[str] = ()) -> None:
        newest = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.version)}
        self._open()
        Bulk(self._server, self._name, live=True).write(newest.values(), removed)

    @contextmanager
    def rebuilding(self) -> Iterator[tuple[str, Writing]]:
        self._server.check_version()
        name = self._builds.begin()
        try:
            yield name, Bulk(self._server, name, live=False)
            self._builds.swap(name)
        except IndexGone as error:
            raise RebuildLost(name=name) from error
        except BaseException:
            with suppress(Unavailable):
                self._builds.give_up(name)
            raise

    def size(self) -> int:
        found = self._ask("GET", "_stats/store")
        return int(found["_all"]["total"]["store"]["size_in_bytes"])

    def close(self) -> None:
        self._server.close()

    def _search(self, body: dict[str, Any]) -> Any:
        return self._ask("POST", "_search", body, allow_partial_search_results=False)

    def _ask(self, method: str, what: str, body: Any = None, **params: Any) -> Any:
        """Of the live build. Asked again when that was swapped for another meanwhile."""
        for last in (False, False, True):
            self._open()
            try:
                return self._server.ask(method, f"/{self._name}/{what}", body, **params)
            except IndexGone:
                self._opened = False
                if last:
                    raise
        raise AssertionError

    def _open(self) -> None:
        """Once, and again after the index was gone."""
        with self._lock:
            if not self._opened:
                self._server.check_version()
                self._builds.open()
                self._opened = True


def _beginning(word: str) -> str:
    """A regular expression of the server's for what begins so."""
    return "".join(f"\\{sign}" if sign.isascii() and not sign.isalnum() else sign for sign in word) + ".*"
