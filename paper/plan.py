"""What a copy is to be made of, and what became of it. Apart from paper/copy.py, which loads what parses files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from paper.lines import Leaf

FONT = "LontarText"
"""Of the words that lie over a page image: a name of our own, by which a copy that comes back is known."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the letter: what its pages are taken from, and the original that is attached where its pages become
    images although some had text of their own (`lettered`). `digital`: all have, and nobody corrected or moved one."""

    name: str
    path: Path
    kind: str
    original: Path
    original_kind: str
    lettered: bool = False
    digital: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the copy: page `page` of source `source`, turned `rotation` degrees clockwise, with what is said."""

    source: int
    page: int
    rotation: int
    said: Leaf


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be copied. `language`: BCP 47, "" where it is not known."""

    title: str
    language: str
    sources: Sequence[Source]
    sheets: Sequence[Sheet]


@dataclass(frozen=True, slots=True)
class Made:
    """`level`: 2b, 2u or 3u. `how`: what became of each page, for the record; why a PDF did not stay as it is."""

    level: str
    how: tuple[str, ...]
    why: str = ""
