"""Many writes at once to Elasticsearch: in parts that it can take, as fast as it takes them."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from schemas.errors import LontarError
from search.elastic_layout import document
from search.elastic_server import Server, fault, line
from search.entry import IndexEntry
from search.errors import IndexHurried, TooLargeToIndex

PART = 2 * 1024 * 1024
"""Bytes of a request; a longer letter goes alone. Larger parts were no quicker, and on a machine that is busy with ten
other things 4 MB took 6 s of the 10 after which a server counts as away."""
PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait when the server says that it has too much to do, before what it left is sent again."""

Item = tuple[str, bytes]
"""The id of a letter, and what is to be done with it as lines."""


class Bulk:
    """Writes to one index; or, `live`, to the one that an alias names, visibly: it is refreshed at once (500
    letters in 0.5 s; waiting for its clock took 1.0 s for one letter as for 500). `pause`: how it waits."""

    def __init__(self, server: Server, index: str, *, live: bool, pause: Callable[[float], None] = time.sleep) -> None:
        self._server, self._path, self._live, self._pause = server, f"/{index}/_bulk", live, pause
        self._params = {"require_alias": True, "refresh": True} if live else {}

    def write(self, entries: Iterable[IndexEntry], removed: Sequence[str] = ()) -> None:
        """All items are tried; then raises the fault of the first that failed, which ends a build at once. An older
        version is passed over."""
        failed: list[LontarError] = []
        for faults in self._sent(parts(items(entries, removed))):
            failed += faults
            if failed and not self._live:
                break
        if failed:
            raise failed[0]

    def _sent(self, found: Iterator[list[Item]]) -> Iterator[list[LontarError]]:
        """The faults of each part. While the server works on one the next is made ready; never two at once, which
        took the server half as long again."""
        with ThreadPoolExecutor(1) as sender:
            under_way: Future[list[LontarError]] | None = None
            for part in found:
                if under_way:
                    yield under_way.result()
                under_way = sender.submit(self._send, part)
            if under_way:
                yield under_way.result()

    def _send(self, part: list[Item]) -> list[LontarError]:
        """Send one part, and again what the server had no time for."""
        failed: list[LontarError] = []
        for pause in (*PAUSES, None):
            left, faults = self._try(part)
            failed += faults
            if not left:
                break
            if pause is None:
                raise IndexHurried(why=f"{len(left)} letters were refused {len(PAUSES) + 1} times")
            self._pause(pause)
            part = left
        return failed

    def _try(self, part: list[Item]) -> tuple[list[Item], list[LontarError]]:
        """What is to be sent again, and the faults of what was refused for good."""
        lines = [lines for _, lines in part]
        answer = self._server.answer("POST", self._path, lines, ok=(413, 429), **self._params)
        if answer.status == 413:
            if len(part) > 1:
                halves = part[: len(part) // 2], part[len(part) // 2 :]
                return [], [found for half in halves for found in self._send(half)]
            return [], [TooLargeToIndex(id=part[0][0], size=len(part[0][1]))]
        if answer.status == 429:
            return self._hurried(part, answer.body)
        left, faults = [], []
        for item, outcome in zip(part, answer.body["items"], strict=True):
            again, found = self._judged(item, *outcome.values())
            left += again
            faults += found
        return left, faults

    def _judged(self, item: Item, outcome: dict[str, Any]) -> tuple[list[Item], list[LontarError]]:
        """409: the index has a newer version; 404 of a removal: it was not there."""
        if "error" not in outcome or outcome["status"] == 409:
            return [], []
        return self._hurried([item], outcome) if outcome["status"] == 429 else ([], [self._fault(outcome)])

    def _hurried(self, part: list[Item], outcome: dict[str, Any]) -> tuple[list[Item], list[LontarError]]:
        """Of a full disk the server says 429 too, and there is no use in waiting."""
        found = fault(self._server.url, 429, outcome)
        return (part, []) if isinstance(found, IndexHurried) else ([], [found])

    def _fault(self, outcome: dict[str, Any]) -> LontarError:
        return fault(self._server.url, outcome["status"], outcome)


def items(entries: Iterable[IndexEntry], removed: Sequence[str]) -> Iterator[Item]:
    """An older version never wins, as the server sees to: it keeps ours."""
    for entry in entries:
        about = {"_id": entry.id, "version": entry.version, "version_type": "external_gte"}
        yield entry.id, b"\n".join((line({"index": about}), line(document(entry))))
    for id in removed:
        yield id, line({"delete": {"_id": id}})


def parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items in lists of at most PART bytes."""
    part: list[Item] = []
    size = 0
    for item in items:
        if part and size + len(item[1]) > PART:
            yield part
            part, size = [], 0
        part.append(item)
        size += len(item[1])
    if part:
        yield part
