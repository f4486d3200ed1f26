"""QR codes, drawn and found: the only file that knows OpenCV's coder and detector."""

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 700
"""Pixels of the longer side of the copy that is looked at: the code of a separator sheet has four to a module then."""
QUIET = 2
"""Modules of white that the coder puts around a code; the standard asks for four, which is the paper's to leave."""


def modules(text: str, *, sturdy: bool = False) -> list[list[bool]]:
    """The code of a text as rows of modules, True where it is dark. A `sturdy` one (level M) has more of them, and can
    be read with 15 % lost to a fold; else 7 % (level L)."""
    how = cv2.QRCodeEncoder.Params()
    how.correction_level = cv2.QRCODE_ENCODER_CORRECT_LEVEL_M if sturdy else cv2.QRCODE_ENCODER_CORRECT_LEVEL_L
    drawn = np.asarray(cv2.QRCodeEncoder.create(how).encode(text))
    dark: list[list[bool]] = (drawn[QUIET:-QUIET, QUIET:-QUIET] == 0).tolist()
    return dark


def texts(page: NDArray[np.uint8]) -> list[str]:
    """What the codes on a gray page say, upright or not; those that cannot be read say nothing."""
    scale = min(1.0, SIDE / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, said, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(small)
    return [one for one in said if one]
