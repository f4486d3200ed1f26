"""From places on a page made ready for the engine back to the page image as served."""

import numpy as np

from ingest.compose import Place
from ingest.prepare import Prepared
from ingest.recogniser import Area
from schemas.page import Box


def back(ready: Prepared, upright: tuple[int, ...], served: tuple[int, int]) -> Place:
    """From pixels of the prepared page to pixels of the page image as served."""
    stretch = np.array([served[0] / upright[1], served[1] / upright[0]])

    def place(area: Area) -> Box:
        x0, y0, x1, y1 = area
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x0, y1, 1], [x1, y1, 1]])
        found = corners @ ready.back.T
        there = found[:, :2] / found[:, 2:] * stretch
        low, high = np.clip(there.min(axis=0), 0, served), np.clip(there.max(axis=0), 0, served)
        return round(float(low[0])), round(float(low[1])), round(float(high[0])), round(float(high[1]))

    return place
