"""The separator sheet: laid between letters before they are scanned in one go, and known again on the scan."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper import qr
from paper.labels import meant

CODE = "LONTAR:SEPARATOR:1"
"""What the code on the sheet says. The number is that of the sheet's form: one printed once is known for ever."""
TEMPLATE = Path(__file__).with_name("separator.typ")
WORDS = ("separator", "pemisah")
"""Of these one stands in what any recogniser makes of the sheet: it is printed large, in both languages."""


def sheet() -> bytes:
    """The sheet as a PDF of one A4 page, to be printed as often as it is needed."""
    from paper.typeset import typeset

    return typeset(TEMPLATE, {"modules": qr.modules(CODE)})


def marks(page: NDArray[np.uint8]) -> dict[str, Any]:
    """What the record of a page says when it is a scan of the sheet, however it lies: "separator", and "folder", the id
    of the one whose own sheet it is (paper/labels.py). Empty for any other page."""
    said = qr.texts(page)
    folder = next((found[1] for one in said if (found := meant(one)) and found[0] == "folder"), None)
    if folder:
        return {"separator": True, "folder": folder}
    return {"separator": True} if CODE in said else {}


def may_be(text: str) -> bool:
    """Whether a page whose file says what stands on it is worth looking at: no separator sheet lacks its title."""
    said = text.lower()
    return any(word in said for word in WORDS)
