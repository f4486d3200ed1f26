"""The hits of the query in one letter: which one is looked at, which ones its page shows, and where the others are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from lontar.paging import Numbered
from schemas.page import said
from search.hits import Hit, hits
from search.tree import Tree
from store.contract import Row

SHOWN = 50
"""Marks of one page that are drawn at once; stepping on draws the next so many."""


@dataclass(frozen=True)
class Found:
    """`current`, `before` and `behind` are numbers of hits, from 1; `marks` are those of the page that are drawn.

    `by_page`: how many hits a page has, by its number in the letter."""

    total: int = 0
    current: int | None = None
    before: int | None = None
    behind: int | None = None
    marks: tuple[tuple[int, Hit], ...] = ()
    by_page: Mapping[int, int] | None = None

    def on(self, number: int) -> int:
        return (self.by_page or {}).get(number, 0)


def all_hits(tree: Tree, text: Row | None, page: Row | None) -> list[Hit]:
    """Those of the whole letter; of the page alone while the letter has not been read to its end."""
    if text is None and page is not None:
        text = {"text": said(page)[0], "pages": [[page["file"], page["page"], 0]]}
    return hits(tree, text or {})


def number_asked(found: Sequence[Hit], pages: Sequence[Numbered]) -> int:
    """The page to show: the one asked for, else that of the hit asked for, else that of the first hit."""
    asked = request.args.get("page", type=int)
    if asked is None and found:
        hit = found[_hit_asked(found) - 1]
        asked = next((one.number for one in pages if (one.file, one.page) == (hit.file, hit.page)), 1)
    return min(max(asked or 1, 1), max(len(pages), 1))


def _hit_asked(found: Sequence[Hit]) -> int:
    return min(max(request.args.get("hit", 1, type=int), 1), len(found))


def found_on(found: Sequence[Hit], pages: Sequence[Numbered], number: int) -> Found:
    """What page `number` shows of the hits. Without a hit asked for, the steps lead from the page's edges."""
    if not found:
        return Found()
    numbers = {(one.file, one.page): one.number for one in pages}
    parts = [[(numbers.get((part.file, part.page), 0), part) for part in hit.parts] for hit in found]
    where = [some[0][0] for some in parts]
    on_page = {at: part for at, some in enumerate(parts, 1) for page, part in some if page == number}
    here = list(on_page)
    current = _hit_asked(found) if "page" not in request.args else None
    current = current if current in here else None
    if current is None:
        before = max((at for at, page in enumerate(where, 1) if page < number), default=None)
        behind = here[0] if here else min((at for at, page in enumerate(where, 1) if page > number), default=None)
    else:
        before, behind = (current - 1) or None, current + 1 if current < len(found) else None
    first = here.index(current) // SHOWN * SHOWN if current else 0
    marks = tuple((at, on_page[at]) for at in here[first : first + SHOWN])
    return Found(len(found), current, before, behind, marks, Counter(page for some in parts for page, _ in some))
