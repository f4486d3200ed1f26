"""Batch scans for tests: letters with separator sheets and blank pages between them, as one PDF."""

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from paper import pdf, separator
from tests import files
from tests.lontar.paged import paged

DPI = 100


@cache
def sheet(dpi: int = DPI) -> NDArray[np.uint8]:
    """The separator sheet as gray pixels."""
    with TemporaryDirectory() as folder:
        path = files.written(Path(folder), "sheet.pdf", separator.sheet())
        with pdf.opened(path) as document, pdf.page_of(document, 1) as page:
            return pdf.render(page, dpi / pdf.POINTS, gray=True)


def scanned(pixels: NDArray[np.uint8]) -> bytes:
    """Pixels as a PDF of one picture, without a word in it."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PDF", resolution=DPI)
    return out.getvalue()


def batch(pages: str, name: str = "a") -> bytes:
    """A page for each sign: `.` the next page of letters, `|` a separator sheet, `_` a blank page."""
    others = {"|": scanned(sheet()), "_": scanned(np.full((1169, 827), 245, np.uint8))}
    with pikepdf.open(io.BytesIO(paged(name, pages.count(".") or 1))) as letters, pikepdf.new() as document:
        own = iter(letters.pages)
        for sign in pages:
            if sign == ".":
                document.pages.append(next(own))
            else:
                with pikepdf.open(io.BytesIO(others[sign])) as one:
                    document.pages.extend(one.pages)
        return files.saved(document)
