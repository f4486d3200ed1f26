"""The words of a letter as hOCR 1.2 (https://kba.github.io/hocr-spec/1.2/): XHTML with the place of every word."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from paper.lines import Leaf, Line, Paragraph, around
from schemas.page import Box

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>{title}</title>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<meta name="ocr-system" content="Lontar"/>
<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word"/>
<meta name="ocr-number-of-pages" content="{pages}"/>
</head>
<body>
"""
TAIL = "</body>\n</html>\n"


def hocr(leaves: Iterable[Leaf], title: str, pages: int) -> Iterator[str]:
    """The document in pieces; `pages`: how many leaves there are. A paragraph is an area of its own."""
    yield HEAD.format(title=escape(title), pages=pages)
    for leaf in leaves:
        # Within the title quotation marks end the name.
        name = leaf.name.replace("\\", "_").replace('"', "_")
        said = f'image "{name}"; bbox 0 0 {leaf.width} {leaf.height}; ppageno {leaf.number - 1}'
        language = f" lang={quoteattr(leaf.language)}" if leaf.language else ""
        yield f'<div class="ocr_page" id="page_{leaf.number}"{language} title={quoteattr(said)}>\n'
        for number, paragraph in enumerate(leaf.paragraphs, 1):
            yield from _paragraph(paragraph, f"{leaf.number}_{number}")
        yield "</div>\n"
    yield TAIL


def _paragraph(paragraph: Paragraph, id: str) -> Iterator[str]:
    box = _bbox(around(piece for line in paragraph for piece in line))
    yield f'<div class="ocr_carea" id="block_{id}" title="{box}">\n<p class="ocr_par" id="par_{id}" title="{box}">\n'
    for number, line in enumerate(paragraph, 1):
        yield from _line(line, f"{id}_{number}")
    yield "</p>\n</div>\n"


def _line(line: Line, id: str) -> Iterator[str]:
    words = (
        f'<span class="ocrx_word" id="word_{id}_{number}" '
        f'title="{_bbox(piece.box)}; x_wconf {round(piece.confidence)}">{escape(piece.text)}</span>'
        for number, piece in enumerate(line, 1)
    )
    yield f'<span class="ocr_line" id="line_{id}" title="{_bbox(around(line))}">{" ".join(words)}</span>\n'


def _bbox(box: Box) -> str:
    return "bbox " + " ".join(map(str, box))
