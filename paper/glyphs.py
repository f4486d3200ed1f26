"""The font of the invisible text over a scan, made here: one glyph for every character. The only file that knows
fontTools.

The glyph has an outline: PDFium drops words of one letter whose glyph is empty.
"""

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

from paper.plan import FONT

EM, WIDTH, ASCENT, DESCENT = 1000, 500, 800, -200
"""In units of the font; every character is half as wide as it is high, and stretched to its word's box."""
BOX = (20, 0, 480, 600)
"""Of the glyph: on the baseline and lower than letters, so that PDFium does not find it in the boxes of words above and
below, which overlap where a page lies askew."""
MADE = 2_082_844_800
"""Seconds from 1904 to 1970, as fonts count: the same bytes each time."""
ENTRIES = 100
"""Most pairs of a block of a character map (Adobe Technical Note 5014, 5.6)."""
HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@cache
def font_file() -> bytes:
    """A TrueType font of a box, glyph 1, beside the glyph of what is missing."""
    pen = TTGlyphPen(None)
    left, bottom, right, top = BOX
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()
    font = FontBuilder(EM, isTTF=True)
    font.updateHead(created=MADE, modified=MADE)
    font.setupGlyphOrder([".notdef", "any"])
    font.setupCharacterMap({0x20: "any"})
    font.setupGlyf({".notdef": Glyph(), "any": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (WIDTH, 0), "any": (WIDTH, BOX[0])})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": FONT, "styleName": "Regular", "psName": FONT})
    font.setupOS2(sTypoAscender=ASCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost()
    font.font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


class Alphabet:
    """The characters of one document and their codes, from 1."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._codes)

    def encoded(self, text: str) -> str:
        """As a string of a page's content: four hexadecimal digits a character."""
        return "".join(f"{self._codes.setdefault(one, len(self._codes) + 1):04x}" for one in text)

    def glyphs(self) -> bytes:
        """The glyph of each code, from 0: the box for all but the first."""
        return b"\0\0" + b"\0\1" * len(self)

    def to_unicode(self) -> bytes:
        """The character map by which text is taken out again; pairs of UTF-16 beyond the first 65,536 characters."""
        pairs = [f"<{code:04x}> <{one.encode('utf-16-be').hex()}>\n" for one, code in self._codes.items()]
        blocks = (pairs[first : first + ENTRIES] for first in range(0, len(pairs), ENTRIES))
        body = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
        return (HEAD + body + TAIL).encode("ascii")
