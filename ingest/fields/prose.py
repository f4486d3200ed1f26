"""The lines of a page as one running text, in which a sentence goes on from line to line."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fields.lines import Line, Part

HYPHENS = "-–"


@dataclass(frozen=True)
class Prose:
    """`text`, and for each of its lines where it begins there: a blank stands between two, nothing behind a hyphen."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]

    def parts(self, start: int, end: int) -> Iterator[Part]:
        """What stands from `start` to `end` of the text, line by line."""
        for place in range(max(0, bisect_right(self.starts, start) - 1), len(self.lines)):
            first, line = self.starts[place], self.lines[place]
            if first >= end:
                return
            begin, stop = max(0, start - first), min(len(line.text), end - first)
            if begin < stop:
                yield Part(line, begin, stop)


def prose_of(lines: Sequence[Line]) -> Prose:
    """These lines in their order."""
    pieces: list[str] = []
    starts, at = [], 0
    for line in lines:
        goes_on = bool(pieces) and pieces[-1].endswith(tuple(HYPHENS)) and len(pieces[-1]) > 1
        if pieces and not goes_on:
            pieces.append(" ")
            at += 1
        starts.append(at)
        pieces.append(line.text)
        at += len(line.text)
    return Prose("".join(pieces), tuple(starts), tuple(lines))
