"""The tokens of a letter, packed: made once when it is understood, so that snippets and marks need no second analysis.

Scanning 20 letters at query time cost 15-20 ms of a page; from packed tokens it is about 1 ms.
"""

import re
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from schemas.letter_text import PAGE_BREAK
from search.analysis import VERSION, Forms, tokens

_FOLDED = re.compile(r"\n([^\t]+)")
_HEAD = struct.Struct("<BIII")  # version, bytes of the words, distinct words, tokens

__all__ = ["VERSION", "Packed", "pack", "packed_line", "repack", "unpack"]

LINE = 300
"""Code points of a text that counts as short."""


@dataclass(frozen=True)
class Packed:
    """Tokens in order: token i is the word `ids[i]`, from `starts[i]`, `lengths[i]` code points long.

    `table`: the different words, a line each, its three forms between tabs; a line break stands before and behind all.
    So a form is found by searching the text: the table of a letter is rarely taken apart, which took ten times as
    long."""

    table: str
    ids: "array[int]"
    starts: "array[int]"
    lengths: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Packed":
        """The tokens of a text (offsets in code points)."""
        numbers: dict[Forms, int] = {}
        ids, starts, lengths = array("I"), array("I"), array("H")
        for forms, start, end in tokens(text):
            ids.append(numbers.setdefault(forms, len(numbers)))
            starts.append(start)
            lengths.append(min(end - start, 0xFFFF))
        return cls("\n{}\n".format("\n".join(map("\t".join, numbers))), ids, starts, lengths)

    def spliced(self, start: int, end: int, text: str) -> "Packed":
        """The tokens once `text` stands in the place of what stood from `start` to `end`, with no word over its ends:
        equal to those of the whole text."""
        new, first, behind = Packed.of(text), bisect_left(self.starts, start), bisect_left(self.starts, end)
        lines = self.table[1:-1].split("\n")
        known = {line: number for number, line in enumerate(lines)}
        own = [known.setdefault(line, len(known)) for line in new.table[1:-1].split("\n")]
        ids = [*self.ids[:first], *(own[number] for number in new.ids), *self.ids[behind:]]
        numbers = {id: number for number, id in enumerate(dict.fromkeys(ids))}  # in the order in which they come
        moved, lines = start + len(text) - end, list(known)
        starts = [
            *self.starts[:first],
            *(at + start for at in new.starts),
            *(at + moved for at in self.starts[behind:]),
        ]
        lengths = self.lengths[:first] + new.lengths + self.lengths[behind:]
        table = "\n{}\n".format("\n".join(lines[id] for id in numbers))
        return Packed(table, array("I", map(numbers.__getitem__, ids)), array("I", starts), lengths)

    @property
    def words(self) -> Iterator[Forms]:
        """The different words."""
        return (Forms(*line.split("\t")) for line in self.table.split("\n") if line)

    def like(self, word: Forms) -> list[int]:
        """The tokens of words that have a form in common with this one."""
        return self._tokens(f"\t{word.stem}\t", f"\t{word.skeleton}\n")  # a folded form in common means all three

    def has(self, word: Forms) -> bool:
        """Whether it stands there, or another word of its root."""
        return f"\n{word.folded}\t" in self.table or f"\t{word.stem}\t" in self.table

    def exactly(self, folded: str) -> list[int]:
        """The tokens of one word as it is."""
        return self._tokens(f"\n{folded}\t")

    def beginning(self, folded: str) -> list[int]:
        """The tokens of words that begin so."""
        return self._tokens(f"\n{folded}")

    def any_of(self, folded: frozenset[str]) -> list[int]:
        """The tokens of these words."""
        return self._tokens(*(f"\n{word}\t" for word in self.folded & folded))

    @cached_property
    def folded(self) -> frozenset[str]:
        """The different words in their folded form."""
        return frozenset(_FOLDED.findall(self.table))

    def formed(self, form: str) -> list[int]:
        """The tokens of the words of a form, a regular expression."""
        found = re.finditer(f"^(?:{form})\t", self.table, re.MULTILINE)
        return self._of({self.table.count("\n", 0, match.start()) - 1 for match in found})

    def _tokens(self, *parts: str) -> list[int]:
        """The tokens of the words in whose line one of the parts stands."""
        table, lines = self.table, set()
        for part in parts:
            at = table.find(part)
            while at >= 0:
                lines.add(table.rfind("\n", 0, at + 1))
                at = table.find(part, at + 1)
        return self._of({table.count("\n", 0, line) for line in lines})

    def _of(self, numbers: set[int]) -> list[int]:
        """The tokens of words by number."""
        if len(numbers) == 1:  # as for nearly every word that is there
            return _places(self.ids, *numbers)
        return [token for token, number in enumerate(self.ids) if number in numbers] if numbers else []


def _places(ids: "array[int]", number: int) -> list[int]:
    """Found by searching the bytes: a loop of ours takes thirty times as long."""
    data, size = ids.tobytes(), ids.itemsize
    part = number.to_bytes(size, sys.byteorder)
    found, at = [], data.find(part)
    while at >= 0:
        if at % size == 0:
            found.append(at // size)
        at = data.find(part, at + 1)
    return found


def packed_line(text: str) -> Packed:
    """The tokens of the text of a field. Those of a short one are remembered: a page shows twenty subjects and senders,
    and the next page many of them again."""
    return _packed_line(text) if len(text) <= LINE else Packed.of(text)


@lru_cache(maxsize=5_000)  # of about 1 kB each
def _packed_line(text: str) -> Packed:
    return Packed.of(text)


def pack(text: str) -> bytes:
    """The tokens of a text as a letter keeps them."""
    return _data(Packed.of(text))


def repack(data: bytes, before: str, after: str) -> bytes:
    """`pack(after)` where `data` is `pack(before)`: only the pages that differ are analysed, in 400 pages 30 ms instead
    of 250."""
    old, new = ([page + PAGE_BREAK for page in text.split(PAGE_BREAK)] for text in (before, after))
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    start, end = (sum(map(len, old[:pages])) for pages in (first, len(old) - last))
    return _data(unpack(data).spliced(start, end, "".join(new[first : len(new) - last])))


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many of them are the same, from the first."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(some), len(others)))


def _data(made: Packed) -> bytes:
    words = made.table[1:-1].encode("utf-8", "surrogatepass")
    head = _HEAD.pack(VERSION, len(words), made.table.count("\n") - 1, len(made.ids))
    return b"".join((head, words, made.ids.tobytes(), made.starts.tobytes(), made.lengths.tobytes()))


def unpack(data: bytes) -> Packed:
    """Raises ValueError for tokens of another version of the analysis."""
    version, size, _, count = _HEAD.unpack_from(data)
    if version != VERSION:
        raise ValueError(f"tokens of analysis {version}, not {VERSION}")
    at = _HEAD.size + size
    table = data[_HEAD.size : at].decode("utf-8", "surrogatepass")
    found = []
    for kind in ("I", "I", "H"):
        part: array[int] = array(kind)
        end = at + count * part.itemsize
        part.frombytes(data[at:end])
        found.append(part)
        at = end
    return Packed(f"\n{table}\n", *found)
