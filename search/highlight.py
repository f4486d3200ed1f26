"""Where the words of a query stand in a text: as spans, and in snippets of it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from search.analysis import Forms, forms_of, skeleton
from search.tokens import Packed, unpack
from search.tree import Fuzzy, Leaf, Phrase, Prefix, Tree, Word, follows, leaves

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


def spans(tree: Tree, packed: Packed, field: str | None = None) -> list[Span]:
    """The words that the query found, as code point offsets, in order; in the text of a field those asked for there."""
    return _spans(_seen(tree, packed, field), packed)


def places(tree: Tree, packed: Packed) -> list[Span]:
    """Like `spans`, but the words of a phrase are one place, from its first word to its last."""
    found = sorted(run for leaf in leaves(tree) if leaf.field is None for run in _runs(leaf, packed))
    joined: list[Span] = []
    for first, last in found:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return [(packed.starts[first], packed.starts[last] + packed.lengths[last]) for first, last in joined]


def snippets(tree: Tree, row: dict[str, Any], limit: int = 2, width: int = 200) -> list[Snippet]:
    """At most `limit` places of a stored LetterText with the most different words asked for; its beginning when none.

    `width` in code points. Tokens of an older analysis are made anew on the spot."""
    return look(tree, row, limit, width)[0]


def look(tree: Tree, row: dict[str, Any], limit: int = 2, width: int = 200) -> tuple[list[Snippet], list[Leaf]]:
    """The snippets, and what was asked for but stands nowhere in the text."""
    text, pages = str(row.get("text", "")), row.get("pages") or [[1, 1, 0]]
    asked = list(leaves(tree))
    if not asked:
        return _snippets(text, pages, [], limit, width), []
    packed = packed_of(row)
    seen = _seen(tree, packed)
    return _snippets(text, pages, _spans(seen, packed), limit, width), [leaf for leaf in asked if not seen.get(leaf)]


def _seen(tree: Tree, packed: Packed, field: str | None = None) -> dict[Leaf, set[int]]:
    return {leaf: _tokens(leaf, packed) for leaf in leaves(tree) if leaf.field in (None, field)}


def _spans(seen: dict[Leaf, set[int]], packed: Packed) -> list[Span]:
    tokens = sorted(set().union(*seen.values()))
    return [(packed.starts[token], packed.starts[token] + packed.lengths[token]) for token in tokens]


def _snippets(text: str, pages: list[list[int]], found: list[Span], limit: int, width: int) -> list[Snippet]:
    starts = [page[2] for page in pages]
    chosen = _windows(text, starts, found, limit, width) if found else [(0, min(width, len(text)))]
    made = []
    for low, high in chosen:
        file, page, start = pages[max(0, bisect_right(starts, low) - 1)]
        end = next((other for other in starts if other > start), len(text) + 1) - 1
        first, last = trimmed(text, max(low, start), min(high, end))
        marks = tuple((a - first, b - first) for a, b in found if first <= a and b <= last)
        made.append(Snippet(file, page, _SPACE.sub(" ", text[first:last]), marks))
    return [snippet for snippet in made if snippet.text.strip()]


def packed_of(row: dict[str, Any]) -> Packed:
    """The tokens of a stored LetterText; those of an older analysis are made anew."""
    try:
        return unpack(row["tokens"])
    except (KeyError, TypeError, ValueError):
        return Packed.of(str(row.get("text", "")))


def _tokens(leaf: Leaf, packed: Packed) -> set[int]:
    return {token for first, last in _runs(leaf, packed) for token in range(first, last + 1)}


def _runs(leaf: Leaf, packed: Packed) -> list[tuple[int, int]]:
    """The first and last token of each place where the leaf stands."""
    if isinstance(leaf, Phrase):
        words = [set(packed.by_word.get(word, ())) for word in leaf.words]
        return [(start, start + len(leaf.words) - 1) for start in follows(leaf.words, words)]
    tokens = packed.like(forms_of(leaf.text)) if isinstance(leaf, Word) else packed.matching(_test(leaf))
    return [(token, token) for token in tokens]


def _test(leaf: Prefix | Fuzzy) -> Callable[[Forms], bool]:
    """Whether a word of a letter is what the leaf asks for: the same rule as the engine's."""
    match leaf:
        case Prefix(text):
            return lambda word: word.folded.startswith(text)
        case Fuzzy(text):
            bones, distance = skeleton(text), leaf.distance
            return lambda word: near(word.folded, text, distance) or near(word.skeleton, bones, 1)


def near(one: str, other: str, most: int) -> bool:
    """Whether at most `most` letters were changed, left out, put in or swapped with their neighbour."""
    if abs(len(one) - len(other)) > most or len(set(one).difference(other)) > most:
        return False  # nearly all that are compared end here, in a tenth of the time
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
        before, last = last, row
    return last[-1] <= most


def _windows(text: str, pages: list[int], found: list[Span], limit: int, width: int) -> list[Span]:
    """The windows with the most different words in them, none over another, in the order of the text."""
    scored = []
    for first, (start, _) in enumerate(found):
        low = max(0, start - LEAD, pages[bisect_right(pages, start) - 1] if pages[0] <= start else 0)
        inside = [span for span in found[first : first + 20] if span[1] <= low + width]
        scored.append((-len({text[a:b].lower() for a, b in inside}), -len(inside), low))
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
    return "".join(pieces(text, marks, before, behind))


def pieces(text: str, marks: Iterable[Sequence[int]], before: str, behind: str) -> Iterator[str]:
    """The same, to be joined by whoever has to escape the text."""
    at = 0
    for start, end in marks:
        yield from (text[at:start], before, text[start:end], behind)
        at = end
    yield text[at:]
