"""Codes on pages, as a phone reads them."""

from pathlib import Path

import numpy as np
from PIL import Image

from paper import qr
from paper.pdf import POINTS
from paper.render import page_drawn
from paper.settings import Settings
from signing.signer import Place

DPI = 150.0


def codes(pdf: bytes, folder: Path, place: Place) -> list[str]:
    """What the codes say that are seen at a place of a page, as a phone that is held over it would."""
    path = folder / "seen.pdf"
    path.write_bytes(pdf)
    pixels, (_, height) = page_drawn(path, place.page, DPI, Settings())
    x0, y0, x1, y1 = (round(side * DPI / POINTS) for side in place.box)
    top = round(height * DPI / POINTS)
    seen = Image.fromarray(pixels[top - y1 : top - y0, x0:x1]).convert("L")
    return qr.texts(np.asarray(seen))
