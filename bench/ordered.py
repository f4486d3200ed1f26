"""How well the order of reading is kept: letters with labels and address, or two signatures, beside each other, and
pages in columns, each as a scan and as a PDF that draws its lines in any order."""

import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import cv2
import numpy as np
import pikepdf

from bench.order import pairs_kept
from bench.typescripts import FONTS, from_scanner
from ingest.reading import read_page
from paper.kinds import PDF, PNG
from paper.pdf import page_count
from paper.typeset import typeset
from samples.writer import write

TEMPLATE = Path(__file__).with_name("ordered.typ")
HEADS = ("surat-dinas", "surat-dinas-1985", "surat-dinas-2009", "desa")
"""Layouts of sample letters whose labels, address and signature are put on these pages."""
FULL = 2600
"""Characters of a page in columns."""
TWO_SIGN = 3
"""Every such letter is signed by two, side by side."""
Part = dict[str, Any]


class Page(NamedTuple):
    name: str
    document: bytes
    truth: str


def measured(each: int, seed: int = 5) -> dict[str, dict[str, float]]:
    """Of so many pages of each kind: the share of pairs kept (0-1) on average, and on the worst page."""
    results = {}
    for kind, made in (("letterheads", letterheads), ("columns", columns)):
        pages = list(islice(made(seed), each))
        for way, read in (("scanned", read_scanned), ("shuffled", read_shuffled)):
            kept = [pairs_kept(page.truth, read(page)) for page in pages]
            results[f"order, {kind}, {way}"] = {
                "pairs": round(mean(kept), 3),
                "worst": round(min(kept), 3),
                "pages": len(kept),
            }
    return results


def letterheads(seed: int) -> Iterator[Page]:
    """Letters of one page or two."""
    found = (sample for sample in write(seed) if sample.layout in HEADS)
    for number, (sample, other) in enumerate(zip(found, found, strict=True)):
        data, kop = sample.data, sample.data["kop"]
        to = [" ".join([data["to"]["lead"], *data["to"]["names"][:1]]), *data["to"].get("at", [])]
        right = {"lines": [data["dated"], "Kepada", *to]}
        signs = [_signature(one.data["sign"]) for one in (sample, other)[: 2 if number % TWO_SIGN == 0 else 1]]
        parts = [
            {"middle": [*kop["above"], kop["name"], *kop["address"]]},
            {"beside": [{"rows": [pair for pair in data["labels"] if pair[0]]}, right]},
            {"text": sample.body},
            {"beside": signs if len(signs) == 2 else [{"lines": []}, *signs]},
        ]
        yield _page(f"letter-{sample.name}", parts, number)


def columns(seed: int) -> Iterator[Page]:
    """Pages of two columns below a title, every third of three."""
    paragraphs: list[str] = []
    number = 0
    for sample in write(seed):
        paragraphs += sample.body
        if sum(map(len, paragraphs)) < FULL:
            continue
        parts: list[Part] = [{"middle": [sample.data["title"]]}]
        parts += [{"columns": 3 if number % 3 == 2 else 2, "text": paragraphs}]
        yield _page(f"columns-{sample.name}", parts, number)
        paragraphs, number = [], number + 1


def _signature(sign: dict[str, Any]) -> Part:
    return {"lines": sign["before"] + sign["lines"], "name": sign["name"], "under": sign.get("under", [])}


def _page(name: str, parts: list[Part], number: int) -> Page:
    look = {"font": FONTS[number % len(FONTS)], "size": 10, "justify": number % 2 == 0}
    return Page(
        name, typeset(TEMPLATE, {"parts": parts, **look}), "\n".join(line for one in parts for line in _lines(one))
    )


def _lines(part: Part) -> Iterator[str]:
    """What a part says, in the order in which a person reads it."""
    yield from part.get("middle", [])
    yield from part.get("text", [])
    for block in part.get("beside", []):
        yield from (f"{name} : {value}" for name, value in block.get("rows", []))
        yield from [*block.get("lines", []), *([block["name"]] if "name" in block else []), *block.get("under", [])]


def read_scanned(page: Page) -> str:
    def read(path: Path) -> Iterator[str]:
        for number, image in enumerate(from_scanner(path, np.random.default_rng(list(page.name.encode())))):
            picture = path.with_name(f"{number}.png")
            cv2.imwrite(str(picture), image)
            yield read_page(picture, PNG, 1).text

    return _read(page.document, read)


def read_shuffled(page: Page) -> str:
    def read(path: Path) -> Iterator[str]:
        for number in range(1, page_count(path) + 1):
            yield read_page(path, PDF, number).text

    return _read(shuffled(page.document, Random(page.name)), read)


def _read(document: bytes, read: Callable[[Path], Iterator[str]]) -> str:
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(document)
        return "\n".join(read(path))


def shuffled(document: bytes, chance: Random) -> bytes:
    """The PDF with the texts of each page drawn in another order; it looks the same."""
    with pikepdf.open(io.BytesIO(document)) as opened:
        for page in opened.pages:
            texts, rest = _texts(page)
            chance.shuffle(texts)
            page.Contents = opened.make_stream(
                pikepdf.unparse_content_stream([*rest, *(one for text in texts for one in text)])
            )
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def _texts(page: pikepdf.Page) -> tuple[list[list[Any]], list[Any]]:
    """Each text with what it is drawn by, and all that is no text."""
    texts: list[list[Any]] = []
    rest: list[Any] = []
    state: list[list[Any]] = [[]]
    text: list[Any] | None = None
    for one in pikepdf.parse_content_stream(page):
        name = str(one.operator)
        if text is not None:
            text.append(one)
            if name == "ET":
                texts.append([_operator("q"), *(step for level in state for step in level), *text, _operator("Q")])
                text = None
        elif name == "BT":
            text = [one]
        elif name not in ("BDC", "BMC", "EMC"):
            rest.append(one)
            if name == "q":
                state.append([])
            elif name == "Q":
                state.pop()
            elif name in ("cm", "cs", "scn", "gs"):
                state[-1].append(one)
    return texts, rest


def _operator(name: str) -> Any:
    return pikepdf.ContentStreamInstruction([], pikepdf.Operator(name))
