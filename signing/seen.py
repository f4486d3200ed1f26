"""The stamp of a signature as pyHanko draws it: our page as it is, in the whole of the field. Its own stamps use a
font that is not embedded, which PDF/A forbids."""

from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle
from pyhanko.stamp.base import BaseStampStyle
from pyhanko.stamp.noop import NoOpStampStyle

WHOLE = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins.uniform(0), InnerScaling.STRETCH_TO_FIT
)
"""The stamp is made as large as its box; a field of another size gets it larger or smaller."""


class Page(PdfContent):
    """The one page of a PDF."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Stamp"] = page
        x0, y0, x1, y1 = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(x1 - x0), height=abs(y1 - y0))
        return b"/Stamp Do"


def style(stamp: bytes | None) -> BaseStampStyle:
    """What draws a stamp (a PDF of one page); None: nothing is drawn."""
    if stamp is None:
        return NoOpStampStyle()
    return StaticStampStyle(border_width=0, background=Page(stamp), background_layout=WHOLE, background_opacity=1)
