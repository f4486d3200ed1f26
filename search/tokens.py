"""The tokens of a letter, packed: made once when it is understood, so that snippets and marks need no second analysis.

Scanning 20 letters at query time cost 15-20 ms of a page; from packed tokens it is about 1 ms.
"""

import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from search.analysis import VERSION, Forms, tokens

T = TypeVar("T")
_HEAD = struct.Struct("<BIII")  # version, bytes of the words, distinct words, tokens

__all__ = ["VERSION", "Packed", "pack", "unpack"]


@dataclass(frozen=True)
class Packed:
    """Tokens in order: token i is the word `ids[i]`, from `starts[i]`, `lengths[i]` code points long.

    The words lie in columns, one for each form: looking through one is a matter of C."""

    folded: Sequence[str]
    stems: Sequence[str]
    skeletons: Sequence[str]
    ids: "array[int]"
    starts: "array[int]"
    lengths: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Packed":
        """The tokens of a text (offsets in code points)."""
        numbers: dict[Forms, int] = {}
        ids, starts, lengths = array("I"), array("I"), array("H")
        for token in tokens(text):
            ids.append(numbers.setdefault(token.forms, len(numbers)))
            starts.append(token.start)
            lengths.append(min(token.end - token.start, 0xFFFF))
        folded, stems, skeletons = zip(*numbers, strict=True) if numbers else ((), (), ())
        return cls(folded, stems, skeletons, ids, starts, lengths)

    @property
    def words(self) -> Iterator[Forms]:
        """The different words."""
        return map(Forms, self.folded, self.stems, self.skeletons)

    def like(self, word: Forms) -> list[int]:
        """The tokens of words that have a form in common with this one."""
        columns = zip((self.folded, self.stems, self.skeletons), word, strict=True)
        return self._tokens({number for column, form in columns for number in _places(column, form)})

    def matching(self, good: Callable[[Forms], bool]) -> list[int]:
        """The tokens whose word is good; each distinct word is looked at once."""
        return self._tokens({number for number, word in enumerate(self.words) if good(word)})

    def _tokens(self, wanted: set[int]) -> list[int]:
        if len(wanted) == 1:  # as for nearly every word that is there
            return _places(self.ids, *wanted)
        return [token for token, number in enumerate(self.ids) if number in wanted] if wanted else []

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """The tokens of each folded word, in order."""
        found: dict[str, list[int]] = {}
        for token, number in enumerate(self.ids):
            found.setdefault(self.folded[number], []).append(token)
        return found


def _places(column: Sequence[T], form: T) -> list[int]:
    """Found by C: a loop of ours takes ten times as long."""
    found, at = [], -1
    try:
        while True:
            at = column.index(form, at + 1)
            found.append(at)
    except ValueError:
        return found


def pack(text: str) -> bytes:
    """The tokens of a text as a letter keeps them."""
    made = Packed.of(text)
    words = "\n".join("\t".join(forms) for forms in made.words).encode("utf-8", "surrogatepass")
    head = _HEAD.pack(VERSION, len(words), len(made.folded), len(made.ids))
    return b"".join((head, words, made.ids.tobytes(), made.starts.tobytes(), made.lengths.tobytes()))


def unpack(data: bytes) -> Packed:
    """Raises ValueError for tokens of another version of the analysis."""
    version, size, _, count = _HEAD.unpack_from(data)
    if version != VERSION:
        raise ValueError(f"tokens of analysis {version}, not {VERSION}")
    at = _HEAD.size
    text = data[at : at + size].decode("utf-8", "surrogatepass")
    forms = text.replace("\n", "\t").split("\t") if text else []
    at += size
    found = []
    for kind in ("I", "I", "H"):
        part: array[int] = array(kind)
        end = at + count * part.itemsize
        part.frombytes(data[at:end])
        found.append(part)
        at = end
    return Packed(forms[0::3], forms[1::3], forms[2::3], *found)
