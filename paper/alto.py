"""The words of a letter as ALTO 4.4 (https://www.loc.gov/standards/alto/), the form in which libraries keep them.

The order of elements and the form of attributes are those of alto-4-4.xsd.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from paper.lines import Leaf, Line, Paragraph, around
from schemas.page import Box

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="{NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd" SCHEMAVERSION="4.4">
<Description>
<MeasurementUnit>pixel</MeasurementUnit>
<sourceImageInformation><fileName>{{name}}</fileName></sourceImageInformation>
<Processing ID="reading"><processingCategory>contentGeneration</processingCategory>
<processingSoftware><softwareName>Lontar</softwareName></processingSoftware></Processing>
</Description>
<Layout>
"""
TAIL = "</Layout>\n</alto>\n"


def alto(leaves: Iterable[Leaf], title: str) -> Iterator[str]:
    """The document in pieces; `title` is the name of what was scanned."""
    yield HEAD.format(name=escape(title))
    for leaf in leaves:
        language = f" LANG={quoteattr(leaf.language)}" if leaf.language else ""
        whole = _place((0, 0, leaf.width, leaf.height))
        yield (
            f'<Page ID="page_{leaf.number}" PHYSICAL_IMG_NR="{leaf.number}" WIDTH="{leaf.width}" '
            f'HEIGHT="{leaf.height}"{language}>\n<PrintSpace {whole}>\n'
        )
        for number, paragraph in enumerate(leaf.paragraphs, 1):
            yield from _paragraph(paragraph, f"{leaf.number}_{number}")
        yield "</PrintSpace>\n</Page>\n"
    yield TAIL


def _paragraph(paragraph: Paragraph, id: str) -> Iterator[str]:
    yield f'<TextBlock ID="block_{id}" {_place(around(piece for line in paragraph for piece in line))}>\n'
    for number, line in enumerate(paragraph, 1):
        yield f'<TextLine ID="line_{id}_{number}" {_place(around(line))}>'
        yield from _line(line, f"{id}_{number}")
        yield "</TextLine>\n"
    yield "</TextBlock>\n"


def _line(line: Line, id: str) -> Iterator[str]:
    for number, piece in enumerate(line, 1):
        sure = f"{min(100.0, max(0.0, piece.confidence)) / 100:.2f}"
        yield f'<String ID="word_{id}_{number}" {_place(piece.box)} WC="{sure}" CONTENT={quoteattr(piece.text)}/>'
        if number < len(line):
            left, right = piece.box[2], line[number].box[0]
            yield f'<SP HPOS="{left}" VPOS="{piece.box[1]}" WIDTH="{max(0, right - left)}"/>'


def _place(box: Box) -> str:
    x0, y0, x1, y1 = box
    return f'HPOS="{x0}" VPOS="{y0}" WIDTH="{x1 - x0}" HEIGHT="{y1 - y0}"'
