"""Pages with a known text, made from the bodies of sample letters: Indonesian of today and of old, Dutch of the colony.

Their layout says nothing about letters; it is the reading of letters from worn paper that they measure."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from bench.degraded import faded, noisy, turned
from ingest.recogniser import Gray
from paper.typeset import typeset
from samples.scan import drawn
from samples.writer import write

KINDS = {"dutch": ("kolonial",), "old_spelling": ("ejaan-lama",)}
"""Layouts of letters in another language than today's Indonesian."""
FONTS = ("IBM Plex Mono", "Arimo", "Libertinus Serif")
TEMPLATE = Path(__file__).with_name("typescript.typ")
LEAST = 1200
"""Characters of a page; a body alone has half of it."""


class Typescript(NamedTuple):
    name: str
    image: Gray
    truth: str


def typescripts(each: int, seed: int = 5) -> Iterator[tuple[str, list[Typescript]]]:
    """So many pages of each kind: slightly askew, grainy, some of them pale, as an office's scanner gives them."""
    for kind in ("indonesian", *KINDS):
        yield kind, list(islice(_pages(kind, seed), each))


def _pages(kind: str, seed: int) -> Iterator[Typescript]:
    chance, paragraphs = np.random.default_rng(seed), list[str]()
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        for sample in write(seed):
            if kind != next((name for name, layouts in KINDS.items() if sample.layout in layouts), "indonesian"):
                continue
            paragraphs += sample.body
            if len(text := "\n".join(paragraphs)) < LEAST:
                continue
            document = Path(folder) / "page.pdf"
            font = FONTS[int(chance.integers(len(FONTS)))]
            document.write_bytes(typeset(TEMPLATE, {"font": font, "paragraphs": paragraphs}))
            page, *more = from_scanner(document, chance)
            if not more:  # else a part of the text stands on another page
                yield Typescript(f"{kind}-{sample.name}", page, text)
            paragraphs = []


def from_scanner(document: Path, chance: np.random.Generator) -> list[Gray]:
    """The pages of a PDF, slightly askew, grainy, some of them pale."""
    pages = [np.asarray(page.mean(axis=2), np.uint8) for page in drawn(document)]
    return [
        noisy(faded(turned(page, float(chance.uniform(-2, 2))), float(chance.uniform(0.5, 0.9))), 6.0) for page in pages
    ]
