"""A letter as a scan: pages drawn, damaged, and saved as what scanners and telephones save: JPEG, TIFF, or PDF."""

import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from paper import pdf
from samples.damage import devices
from samples.damage.choice import PHONE, chosen, damaged
from samples.damage.page import Chance, Page, shaded

DPI = 200
PAPER = (0.99, 0.985, 0.97)
"""White paper under a scanner's lamp, RGB."""
LONG_AGO = time.gmtime(0)
"""The same date in every PDF, so that the same seed writes the same bytes."""


def scanned(document: Path, folder: Path, name: str, chance: Chance, *, typed: bool) -> tuple[Path, list[str]]:
    """The file written, and the names of what was done to its pages."""
    kinds = chosen(chance, typed=typed)
    pages = [damaged(page, kinds, chance) for page in drawn(document)]
    names = [kind.__name__ for kind in kinds]
    if devices.bitonal in kinds:
        images = [Image.fromarray(page).convert("1", dither=Image.Dither.NONE) for page in pages]
        return _saved(images, folder / name, chance.choice([".tif", ".tif", ".pdf"]), chance), names
    gray = devices.copied in kinds or chance.random() < 0.15
    images = [Image.fromarray(page).convert("L" if gray else "RGB") for page in pages]
    single = len(images) == 1
    suffix = ".jpg" if single and (any(kind in PHONE for kind in kinds) or chance.random() < 0.6) else None
    return _saved(images, folder / name, suffix or chance.choice([".pdf", ".pdf", ".tif"]), chance), names


def drawn(document: Path) -> list[Page]:
    """Every page of a PDF as pixels, on paper that is not quite white."""
    found = []
    with pdf.opened(document) as opened:
        for number in range(1, len(opened) + 1):
            with pdf.page_of(opened, number) as page:
                pixels = pdf.render(page, DPI / pdf.POINTS, gray=False)
            found.append(np.asarray(shaded(pixels, np.ones(pixels.shape[:2], np.float32), PAPER)))
    return found


def _saved(images: list[Image.Image], path: Path, suffix: Any, chance: Chance) -> Path:
    """One file of all pages, at the resolution they have left."""
    path = path.with_suffix(str(suffix))
    how: dict[str, Any] = {} if images[0].mode == "1" else {"quality": int(chance.integers(62, 88))}
    dpi = round(DPI * min(images[0].size) / 1654)
    if path.suffix == ".tif":
        how |= {"compression": "jpeg" if how else "group4", "dpi": (dpi, dpi)}
        images = [image.convert("YCbCr") if image.mode == "RGB" else image for image in images]  # a tenth of RGB's size
    elif path.suffix == ".jpg":
        how["dpi"] = (dpi, dpi)
    else:
        how |= {"resolution": dpi, "creationDate": LONG_AGO, "modDate": LONG_AGO}
    if len(images) > 1:
        how |= {"save_all": True, "append_images": images[1:]}
    images[0].save(path, **how)
    return path
