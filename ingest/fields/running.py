"""Running text: lines of a page as one text, in which a sentence may go over several of them."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.fields.lines import Line, Part


class Running(NamedTuple):
    """Lines, and their texts joined by line ends."""

    lines: tuple[Line, ...]
    text: str

    def parts(self, start: int, end: int) -> tuple[Part, ...]:
        """A stretch of the text as parts of its lines."""
        parts, at = [], 0
        for line in self.lines:
            first, last = max(start - at, 0), min(end - at, len(line.text))
            if first < last:
                parts.append(Part(line, first, last))
            at += len(line.text) + 1
        return tuple(parts)


def running(lines: Sequence[Line]) -> Running:
    return Running(tuple(lines), "\n".join(line.text for line in lines))
