"""Does the text of a page stand in columns? Tesseract reads across columns in the mode that is best for letters."""

import cv2
import numpy as np

from ingest.recogniser import Gray

SIDE = 600  # pixels of the longer side on which this is looked at
GUTTER = 0.015
"""Least width of the white between columns, as a share of the page's."""
BOTH = 0.5
"""Share of the rows of text that must have ink on both sides of the gutter: a date beside a label is no column."""


def in_columns(page: Gray) -> bool:
    """Whether a white gutter runs down the middle third of the text with text on both its sides."""
    scale = min(1.0, SIDE / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.asarray(np.asarray(small) < 160, bool)
    rows = ink.any(axis=1)
    if rows.mean() < 0.2:
        return False
    text = ink[rows]
    width = text.shape[1]
    free = text.mean(axis=0) < 0.01
    run = 0
    for x in range(int(width * 0.33), int(width * 0.67)):
        run = run + 1 if free[x] else 0
        if run >= max(4, GUTTER * width):
            left, right = text[:, : x - run].any(axis=1), text[:, x:].any(axis=1)
            if (left & right).mean() >= BOTH:
                return True
    return False
