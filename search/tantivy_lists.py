"""Lists of hits in Tantivy, in their order: one page behind a cursor, and what stands around a hit."""

from dataclasses import dataclass
from typing import Any

from search import ranked
from search.contract import Around, Request, id_of, key_of
from search.ranked import Row, cursors, start_of
from search.tantivy_queries import between, conjunction
from search.tantivy_schema import Order, Query, Searcher

OVERLAP = 8  # letters of one day whose 36 bits are equal: there is hardly ever a second one
FIRST, LAST = 0, (1 << 64) - 1  # of the numbers that sort by date


@dataclass(frozen=True)
class Listed:
    """One page; `total` counts the whole list, `more` is whether it goes on."""

    rows: list[Row]
    total: int
    more: bool

    @property
    def hits(self) -> tuple[str, ...]:
        return tuple(id for _, id in self.rows)

    @property
    def cursors(self) -> tuple[str, ...]:
        return cursors(self.rows)


def listed(searcher: Searcher, query: Query, request: Request) -> Listed:
    """At most `limit` hits behind `after`. Raises TooDeep."""
    if request.sort == "relevance":
        total, rows = _by_score(searcher, query, start_of(request), request.limit + 1)
    else:
        days = _Days(searcher, query, request.sort)
        total, rows = days.behind(days.place(request.after), request.limit + 1)
    if request.after is not None:
        total = _total(searcher.search(query, 1))
    return Listed(rows[: request.limit], total, len(rows) > request.limit)


def around(searcher: Searcher, query: Query, request: Request) -> Around:
    """The contract's `around`."""
    if request.sort == "relevance":
        return ranked.around(request, lambda first, wanted: _by_score(searcher, query, first, wanted))
    return _Days(searcher, query, request.sort).around(request.after, request.limit)


def _by_score(searcher: Searcher, query: Query, start: int, wanted: int) -> tuple[int, list[Row]]:
    """How many there are, and those behind place `start`."""
    found = searcher.search(query, wanted, offset=start)
    rows = [(start + step, searcher.doc(address)["id"][0]) for step, (_, address) in enumerate(found.hits, 1)]
    return _total(found), rows


class _Days:
    """A list by date. What comes after a place is found by its key, so that new letters move nothing."""

    def __init__(self, searcher: Searcher, query: Query, column: str) -> None:
        self._searcher, self._query, self._column = searcher, query, column
        self._down = column == "newest"

    def place(self, cursor: str | None) -> Row:
        """Of a cursor; the start of the list when there is none or somebody made it up."""
        id = id_of(cursor)
        return (key_of(cursor), id) if id else (LAST if self._down else FIRST, "")

    def behind(self, at: Row, wanted: int) -> tuple[int, list[Row]]:
        """How many there are from the day of a place on, and the hits behind it."""
        count, rows = self._on(at, wanted)
        return count, [row for row in rows if self._order(row) > self._order(at)]

    def around(self, cursor: str | None, limit: int) -> Around:
        """Looks on and back from the place: each letter of the list is met once."""
        at = self.place(cursor)
        behind, rows = self._on(at, 2)
        before, back = self._back(at, limit)
        same = [row for row in rows if self._order(row) < self._order(at)]
        rest = rows[len(same) :]
        here = rest[:1] == [at]
        near = [*same[::-1], *back][:limit]
        place = before + len(same) + 1
        return Around(place, behind + before, here, cursors(near), cursors(rest[here : here + 1]))

    def _order(self, row: Row) -> Row:
        return (-row[0] if self._down else row[0], row[1])

    def _on(self, at: Row, wanted: int) -> tuple[int, list[Row]]:
        low, high = (FIRST, at[0]) if self._down else (at[0], LAST)
        count, rows = self._between(low, high, self._down, wanted)
        return count, sorted(rows, key=self._order)

    def _back(self, at: Row, wanted: int) -> tuple[int, list[Row]]:
        low, high = (at[0] + 1, LAST) if self._down else (FIRST, at[0] - 1)
        count, rows = self._between(low, high, not self._down, wanted) if low <= high else (0, [])
        return count, sorted(rows, key=self._order, reverse=True)

    def _between(self, low: int, high: int, down: bool, wanted: int) -> tuple[int, list[Row]]:
        whole = (low, high) == (FIRST, LAST)
        query = self._query if whole else conjunction([self._query, between(self._column, low, high)], [])
        order = Order.Desc if down else Order.Asc
        found = self._searcher.search(query, wanted + OVERLAP, order_by_field=self._column, order=order)
        return _total(found), [(int(key), self._searcher.doc(address)["id"][0]) for key, address in found.hits]


def _total(found: Any) -> int:
    return int(found.count)
