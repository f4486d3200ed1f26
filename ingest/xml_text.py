"""The lines of a document in XML, taken as its elements pass by: no tree is built, however large or deep it is."""

import xml.sax
import xml.sax.handler
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

Attributes = Any


@dataclass(frozen=True)
class Marks:
    """What elements mean, by their names without namespace.

    `text`: only characters in these count (none named: all in a paragraph); `signs`: stand for characters; `silent`:
    left out with all in them; `within`: only what stands in these counts (none named: everything)."""

    paragraphs: frozenset[str]
    row: str
    cell: str
    silent: frozenset[str]
    signs: Mapping[str, str]
    text: frozenset[str] = field(default_factory=frozenset)
    within: frozenset[str] = field(default_factory=frozenset)


def lines_of(stream: IO[bytes], marks: Marks) -> list[str]:
    """Paragraphs as lines, the row of a table as a line with tabs. Raises xml.sax.SAXException.

    Nothing outside of the stream is read: external entities are not followed, and expat itself ends those that
    multiply (CVE-2013-0340)."""
    reader, handler = xml.sax.make_parser(), _Handler(marks)  # noqa: S317 - in the sandbox, and see above
    reader.setFeature(xml.sax.handler.feature_namespaces, True)
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    reader.setContentHandler(handler)
    reader.parse(stream)
    return handler.blocks[0]


class _Handler(xml.sax.handler.ContentHandler):
    """`blocks`: the lines of the document, then of each open cell, and of what is anchored in each open paragraph, as a
    text box is; those come after its paragraph."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks
        self.blocks: list[list[str]] = [[]]
        self.paragraphs: list[list[str]] = []
        self.rows: list[list[list[str]]] = []
        self.deaf = self.speaking = self.inside = 0  # how many elements deep

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Attributes) -> None:  # noqa: N802
        tag, marks = _tag(name), self.marks
        if self.deaf or tag in marks.silent:
            self.deaf += 1
            return
        self.inside += tag in marks.within
        self.speaking += tag in marks.text
        if marks.within and not self.inside:
            return
        if tag in marks.paragraphs:
            self.paragraphs.append([])
            self.blocks.append([])
        elif tag == marks.row:
            self.rows.append([])
        elif tag == marks.cell:
            self.blocks.append([])
        elif tag in marks.signs and self.paragraphs:
            self.paragraphs[-1].append(marks.signs[tag])

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        tag, marks = _tag(name), self.marks
        if self.deaf:
            self.deaf -= 1
            return
        if not marks.within or self.inside:
            if tag in marks.paragraphs:
                anchored = self.blocks.pop()
                self.blocks[-1] += [*"".join(self.paragraphs.pop()).split("\n"), *anchored]
            elif tag == marks.cell:
                cell = self.blocks.pop()
                if self.rows:
                    self.rows[-1].append(cell)
            elif tag == marks.row:
                self.blocks[-1] += _row(self.rows.pop())
        self.inside -= tag in marks.within
        self.speaking -= tag in marks.text

    def characters(self, content: str) -> None:
        if self.paragraphs and not self.deaf and (self.speaking or not self.marks.text):
            self.paragraphs[-1].append(content)


def _tag(name: tuple[str | None, str]) -> str:
    """The name without its namespace, but for a picture's own: its title is no title of the letter."""
    return f"svg:{name[1]}" if "svg" in (name[0] or "") else name[1]


def _row(cells: list[list[str]]) -> list[str]:
    """One line of cells with a line each, as labels and values have; else the cells one after the other."""
    full = [[line for line in cell if line.strip()] for cell in cells]
    if all(len(cell) <= 1 for cell in full):
        return ["\t".join(line for cell in full for line in cell)]
    return [line for cell in full for line in cell]
