"""What scanners, copiers and fax machines make of a page."""

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.damage.page import RAMP, Chance, Page, added, by_table, grain, shaded, warped

GRAY = np.array([[0.299], [0.587], [0.114]], np.float32)


def skewed(page: Page, chance: Chance) -> Page:
    """Turned by up to two and a half degrees, as a hand lays it on the glass."""
    height, width = page.shape[:2]
    angle = chance.choice((-1, 1)) * chance.uniform(0.4, 2.5)
    tone = int(chance.choice((252, 246, 60)))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return warped(page, turn, (tone, tone, tone))


def noisy(page: Page, chance: Chance) -> Page:
    """Grain of a cheap scanner."""
    return added(page, grain(chance, page, chance.uniform(6, 15)))


def coarse(page: Page, chance: Chance) -> Page:
    """Scanned at two thirds of the resolution."""
    share = chance.uniform(0.6, 0.72)
    return np.asarray(cv2.resize(page, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def blurred(page: Page, chance: Chance) -> Page:
    """The lid was open: a little out of focus."""
    return np.asarray(cv2.GaussianBlur(page, (0, 0), chance.uniform(0.9, 1.5) * page.shape[1] / 1654), np.uint8)


def streaked(page: Page, chance: Chance) -> Page:
    """Dust on the glass of a feeder: thin lines down the page."""
    lined = page.copy()
    for _ in range(int(chance.integers(1, 5))):
        column, tone = int(chance.integers(0, page.shape[1] - 3)), int(chance.integers(90, 215))
        wide = int(chance.integers(1, 3))
        lined[:, column : column + wide] = np.minimum(lined[:, column : column + wide], tone)
    return lined


def bound(page: Page, chance: Chance) -> Page:
    """Scanned from a bound volume: dark towards the back of the book."""
    height, width = page.shape[:2]
    reach = int(width * chance.uniform(0.08, 0.16))
    row = np.ones(width, np.float32)
    row[:reach] = 1 - chance.uniform(0.35, 0.6) * np.linspace(1, 0, reach) ** 2
    return shaded(page, np.tile(row, (height, 1)))


def crushed(page: Page, chance: Chance) -> Page:
    """Saved far too small: blocks and halos of JPEG."""
    quality = int(chance.integers(18, 34))
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def turned(page: Page, chance: Chance) -> Page:
    """Laid on its side or upside down."""
    way = int(chance.choice((cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)))
    return np.asarray(cv2.rotate(page, way), np.uint8)


def copied(page: Page, chance: Chance) -> Page:
    """A photocopy of a photocopy: gray, hard, specks and dark edges."""
    height, width = page.shape[:2]
    gray = _gray(page)
    steep = chance.uniform(1.5, 2.1)
    hard = by_table(gray, (RAMP - 118) * steep + 128)
    for _ in range(int(chance.integers(60, 260))):
        cv2.circle(
            hard, (int(chance.integers(0, width)), int(chance.integers(0, height))), int(chance.integers(1, 3)), 60, -1
        )
    border = int(width * chance.uniform(0.004, 0.012))
    hard[:, : border + 1] = 25
    hard[: border // 2 + 1] = 40
    return added(np.asarray(cv2.merge([hard, hard, hard]), np.uint8), grain(chance, page, 3))


def bitonal(page: Page, chance: Chance) -> Page:
    """Black and white only, as faxes and old archive scanners save it; grain at the edges of letters."""
    width = page.shape[1]
    gray = _gray(page)
    soft = np.asarray(cv2.boxFilter(gray, -1, (width // 30, width // 30)), np.int16)
    rough = gray.astype(np.int16) + grain(chance, page, chance.uniform(5, 12))[:, :, 0]
    black = (rough < np.minimum(soft - chance.uniform(26, 38), 190)).astype(np.uint8)
    white = np.asarray(255 * (1 - black), np.uint8)
    return np.asarray(cv2.merge([white, white, white]), np.uint8)


def _gray(page: Page) -> NDArray[np.uint8]:
    """How light each pixel is; (height, width)."""
    return np.asarray(cv2.transform(page, GRAY.T), np.uint8).reshape(page.shape[:2])
