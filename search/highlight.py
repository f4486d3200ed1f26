"""Where the words of a query stand in a text: as spans, and in snippets of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from search.runs import runs, tokens_of
from search.suggested import Row, answering
from search.tokens import Packed, unpack
from search.tree import Fuzzy, Leaf, Misread, Word

Span = tuple[int, int]
_SPACE = re.compile(r"\s")
LEAD = 40  # code points of a snippet before its first marked word


@dataclass(frozen=True)
class Snippet:
    """Some text of one page; `marks` are code point offsets in `text`."""

    file: int
    page: int
    text: str
    marks: tuple[Span, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"file": self.file, "page": self.page, "text": self.text, "marks": [list(mark) for mark in self.marks]}


def spans(asked: Sequence[Leaf], packed: Packed, field: str | None = None) -> list[Span]:
    """The words that the query found, as code point offsets, in order; in the text of a field those asked for there."""
    return _spans(_seen(asked, packed, field), packed)


def places(asked: Sequence[Leaf], packed: Packed, suggested: Sequence[Row] = ()) -> list[Span]:
    """Like `spans`, but the words of a phrase are one place, from its first word to its last. With `suggested`, the
    suggestions of a LetterText, the words as read that these stand for too."""
    found = sorted(run for leaf in asked if leaf.field is None for run in runs(leaf, packed))
    joined: list[Span] = []
    for first, last in found:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    read = [(packed.starts[first], packed.starts[last] + packed.lengths[last]) for first, last in joined]
    return _apart(read, answering(asked, suggested))


def look(
    asked: Sequence[Leaf], row: dict[str, Any], packed: Packed | None = None, limit: int = 2, width: int = 200
) -> tuple[list[Snippet], list[Leaf]]:
    """At most `limit` snippets of a stored LetterText, those with the most different words asked for, its beginning
    when there is none; and what was asked for but stands nowhere in the text as it was read.

    A misread word is marked where the lexicon suggests what was asked for. `packed`: the tokens of the text, where they
    are at hand. `width` in code points."""
    text, pages = str(row.get("text", "")), row.get("pages") or [[1, 1, 0]]
    if not asked:
        return _snippets(text, pages, [], limit, width), []
    packed = packed or packed_of(row)
    seen = _seen(asked, packed)
    unseen = [leaf for leaf, tokens in zip(asked, seen, strict=True) if not tokens]
    found = _apart(_spans(seen, packed), answering(asked, row.get("suggested") or ()))
    return _snippets(text, pages, found, limit, width), unseen


def _seen(asked: Sequence[Leaf], packed: Packed, field: str | None = None) -> list[list[int]]:
    """The tokens of each leaf; none of one that asks in another field, and of misread words and those near one only
    where the word itself is not."""
    there: set[tuple[str, str | None]] = set()
    found = []
    for leaf in asked:
        passed = isinstance(leaf, Misread | Fuzzy) and (leaf.text, leaf.field) in there
        found.append([] if passed or leaf.field not in (None, field) else tokens_of(leaf, packed))
        if isinstance(leaf, Word) and found[-1]:
            there.add((leaf.text, leaf.field))
    return found


def _spans(seen: list[list[int]], packed: Packed) -> list[Span]:
    starts, lengths = packed.starts, packed.lengths
    return [(starts[token], starts[token] + lengths[token]) for token in sorted(set().union(*seen))]


def _apart(read: list[Span], suggested: Sequence[Row]) -> list[Span]:
    """The spans of the text, and those of misread words that none of these lies in, in order."""
    if not suggested:
        return read
    ends = [end for _, end in read]  # rising, as the starts are: no two of them meet
    free = []
    for start, end in {(start, end) for start, end, _ in suggested}:
        behind = bisect_right(ends, start)
        if behind == len(read) or read[behind][0] >= end:
            free.append((start, end))
    return sorted([*read, *free])


def _snippets(text: str, pages: list[list[int]], found: list[Span], limit: int, width: int) -> list[Snippet]:
    starts = [page[2] for page in pages]
    chosen = _windows(text, starts, found, limit, width) if found else [(0, min(width, len(text)))]
    made = []
    for low, high in chosen:
        file, page, start = pages[max(0, bisect_right(starts, low) - 1)]
        end = next((other for other in starts if other > start), len(text) + 1) - 1
        first, last = trimmed(text, max(low, start), min(high, end))
        made.append(Snippet(file, page, _SPACE.sub(" ", text[first:last]), marks_in(found, first, last)))
    return [snippet for snippet in made if snippet.text.strip()]


def marks_in(found: Sequence[Span], first: int, last: int) -> tuple[Span, ...]:
    """The spans that stand whole from `first` to `last`, counted from there."""
    return tuple((start - first, end - first) for start, end in found if first <= start and end <= last)


def packed_of(row: dict[str, Any]) -> Packed:
    """The tokens of a stored LetterText; those of an older analysis are made anew."""
    try:
        return unpack(row["tokens"])
    except (KeyError, TypeError, ValueError):
        return Packed.of(str(row.get("text", "")))


def _windows(text: str, pages: list[int], found: list[Span], limit: int, width: int) -> list[Span]:
    """The windows with the most different words in them, none over another, in the order of the text."""
    scored = []
    words, ends = [text[start:end].lower() for start, end in found], [end for _, end in found]
    for first, (start, _) in enumerate(found):
        low = max(0, start - LEAD, pages[bisect_right(pages, start) - 1] if pages[0] <= start else 0)
        behind = bisect_right(ends, low + width, first, min(first + 20, len(found)))
        scored.append((-len(set(words[first:behind])), first - behind, low))
    chosen: list[Span] = []
    for _, _, low in sorted(scored):
        if len(chosen) == limit:
            break
        page_end = next((page - 1 for page in pages if page > low), len(text))
        high = min(low + width, page_end)
        if all(low >= end or high <= start for start, end in chosen):
            chosen.append((low, high))
    return sorted(chosen)


def trimmed(text: str, low: int, high: int) -> Span:
    """Whole words at both ends, when there is a space near, and no sign alone at the start."""
    if low > 0 and not text[low - 1].isspace():
        match = _SPACE.search(text, low, min(low + LEAD // 2, high))
        low = match.end() if match else low
    if low > 0:
        low += sum(1 for _ in takewhile(_is_sign, text[low:high]))
    if high < len(text) and not text[high].isspace():
        cut = max(text.rfind(" ", high - LEAD // 2, high), text.rfind("\n", high - LEAD // 2, high))
        high = cut if cut > low else high
    return low, high


def _is_sign(letter: str) -> bool:
    return not letter.isalnum() and letter not in '("“'


def marked(text: str, marks: Iterable[Sequence[int]], before: str, behind: str) -> str:
    """A text with something put around each mark (for terminals)."""
    return "".join(f"{before}{piece}{behind}" if found else piece for piece, found in pieces(text, marks))


def pieces(text: str, marks: Iterable[Sequence[int]]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, and whether each is marked."""
    at = 0
    for start, end in marks:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False
