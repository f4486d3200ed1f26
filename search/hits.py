"""Where the words of a query stand in a whole letter, one place after another.

They are counted from the letter's stored tokens alone: a letter of 400 pages needs none of its pages for that. The
boxes are those of one page's words.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from schemas.letter_text import PAGE_BREAK, WORD_BREAK
from schemas.page import said, union
from search.highlight import packed_of, places
from search.tokens import Packed
from search.tree import Leaf, Tree, leaves


class Hit(NamedTuple):
    """One place. `start`, `end`: code points in its page's text; or `word`: which of the page's uncertain words. `on`:
    what of a phrase that goes on over the page stands on those behind it, as (file, page, start, end)."""

    file: int
    page: int
    start: int = 0
    end: int = 0
    word: int | None = None
    on: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def parts(self) -> "list[Hit]":
        """The hit as it stands on each of its pages."""
        return [self, *(Hit(*part) for part in self.on)]


def hits(tree: Tree, row: dict[str, Any]) -> list[Hit]:
    """All places in a stored LetterText, page by page; on each page its text first, then the uncertain words."""
    pages: list[list[int]] = row.get("pages") or []
    asked = list(leaves(tree))
    found = _in_text(asked, row, pages) + _uncertain(asked, row.get("uncertain", ""), pages)
    return [hit for _, hit in sorted(found, key=lambda one: one[0])]  # stable: each page keeps its order


def _in_text(asked: Sequence[Leaf], row: dict[str, Any], pages: list[list[int]]) -> list[tuple[int, Hit]]:
    starts, found = [page[2] for page in pages], []
    for start, end in places(asked, packed_of(row), row.get("suggested") or ()):
        place = bisect_right(starts, start) - 1
        first, *others = _on_pages(start, end, pages[place:])
        found.append((place, Hit(*first, on=tuple(others))))
    return found


def _on_pages(start: int, end: int, pages: list[list[int]]) -> list[tuple[int, int, int, int]]:
    """What of a place stands on each of the pages, of which the first one has its beginning."""
    found: list[tuple[int, int, int, int]] = []
    for at, (file, page, first) in enumerate(pages):
        if first >= end:
            break
        last = pages[at + 1][2] - 1 if at + 1 < len(pages) else end
        if max(start, first) < min(end, last) or not found:
            found.append((file, page, max(start, first) - first, min(end, last) - first))
    return found


def _uncertain(asked: Sequence[Leaf], text: str, pages: list[list[int]]) -> list[tuple[int, Hit]]:
    spans = places(asked, Packed.of(text)) if text else []
    if not spans:
        return []
    starts, words, place, word = [0], [(0, 0)], 0, 0
    for at, letter in enumerate(text, 1):
        if letter in (PAGE_BREAK, WORD_BREAK):
            place, word = (place + 1, 0) if letter == PAGE_BREAK else (place, word + 1)
            starts.append(at)
            words.append((place, word))
    found = dict.fromkeys(words[bisect_right(starts, start) - 1] for start, _ in spans)
    return [(place, Hit(pages[place][0], pages[place][1], word=word)) for place, word in found]


def boxes(found: Sequence[Hit], page: dict[str, Any]) -> list[list[list[int]]]:
    """For each hit on a stored Page the boxes [x0, y0, x1, y1] of its words, corrected ones among them; one for those
    that follow one another in a line."""
    (text, words), uncertain = said(page), page.get("uncertain", ())
    ends = [word[1] for word in words]
    all_boxes = []
    for hit in found:
        if hit.word is not None:
            all_boxes.append([list(row[1:5]) for row in uncertain[hit.word : hit.word + 1]])
            continue
        behind = words[bisect_right(ends, hit.start) :]
        under = takewhile(lambda word, end=hit.end: word[0] < end, behind)  # type: ignore[misc]
        all_boxes.append([list(union(word[2:6] for word in line)) for line in _lines(under, text)])
    return all_boxes


def _lines(words: Iterable[Any], text: str) -> list[list[Any]]:
    """Rows of words, a line of the text each."""
    lines: list[list[Any]] = []
    for word in words:
        if lines and "\n" not in text[lines[-1][-1][1] : word[0]]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def standing(
    asked: Sequence[Leaf], row: dict[str, Any], packed: Packed | None = None
) -> list[tuple[Leaf, list[tuple[int, int]]]]:
    """On which pages (file, page) of a stored LetterText each leaf stands. Nothing where one page has all of them that
    stand anywhere, or only one was asked for: then the hit itself shows where. `packed`: its tokens, where they are at
    hand."""
    pages: list[list[int]] = row.get("pages") or []
    wanted = [leaf for leaf in dict.fromkeys(asked) if leaf.field is None]
    if len(pages) < 2 or len(wanted) < 2:
        return []
    packed, starts = packed or packed_of(row), [page[2] for page in pages]
    found = [sorted({bisect_right(starts, start) - 1 for start, _ in places([leaf], packed)}) for leaf in wanted]
    there = [set(some) for some in found if some]
    if len(there) < 2 or set.intersection(*there):
        return []
    return [(leaf, [(pages[at][0], pages[at][1]) for at in some]) for leaf, some in zip(wanted, found, strict=True)]
