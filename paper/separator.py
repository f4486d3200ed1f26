"""The separator sheet: laid between letters before they are scanned in one go, and known again on the scan."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from paper import qr

CODE = "LONTAR:SEPARATOR:1"
"""What the code on the sheet says. The number is that of the sheet's form: one printed once is known for ever."""
TEMPLATE = Path(__file__).with_name("separator.typ")
WORDS = ("separator", "pemisah")
"""Of these one stands in what any recogniser makes of the sheet: it is printed large, in both languages."""


def sheet() -> bytes:
    """The sheet as a PDF of one A4 page, to be printed as often as it is needed."""
    from paper.typeset import typeset

    return typeset(TEMPLATE, {"modules": qr.modules(CODE)})


def is_separator(page: NDArray[np.uint8]) -> bool:
    """Whether a gray page image is a scan of the sheet, however it lies."""
    return CODE in qr.texts(page)


def may_be(text: str) -> bool:
    """Whether a page whose file says what stands on it is worth looking at: no separator sheet lacks its title."""
    said = text.lower()
    return any(word in said for word in WORDS)
