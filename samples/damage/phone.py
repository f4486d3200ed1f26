"""What the camera of a telephone makes of a page that lies on a desk."""

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.damage.page import Chance, Page, added, cloud, grain, shaded

DESKS = ((126, 92, 62), (92, 94, 98), (168, 148, 122), (58, 46, 40))
"""Colours of wood and metal, RGB."""
LARGER = 1.3
"""Pixels of a photograph beside those of a scan: the desk takes some, and cameras have enough."""


def photographed(page: Page, chance: Chance) -> Page:
    """Seen by a telephone a little from the side: a table around it, a shadow over it, uneven warm light."""
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = corners * 0.92 + 0.04 * np.array([width, height]) + chance.uniform(-0.028, 0.028, (4, 2)) * width
    wood = np.array(chance.choice(DESKS), np.uint8)
    ground = shaded(np.full_like(page, wood), (0.75 + 0.25 * cloud(chance, page, 40)).astype(np.float32))
    warp = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    cv2.warpPerspective(page, warp, (width, height), dst=ground, borderMode=cv2.BORDER_TRANSPARENT)
    light = np.linspace(1, chance.uniform(0.62, 0.85), height, dtype=np.float32)[:, None] * np.ones(width, np.float32)
    if chance.random() < 0.5:
        light = light[::-1]
    hand = np.ones((height // 16, width // 16), np.float32)
    middle = (int(chance.uniform(0, 1) * width / 16), int(chance.choice((0.05, 0.95)) * height / 16))
    cv2.ellipse(hand, (middle, (width / 22, height / 26), chance.uniform(0, 180)), chance.uniform(0.6, 0.8), -1)
    light = light * cv2.resize(cv2.GaussianBlur(hand, (0, 0), width / 320), (width, height))
    photo = shaded(np.asarray(ground, np.uint8), light.astype(np.float32), (1.0, 0.97, chance.uniform(0.84, 0.95)))
    return added(photo, grain(chance, page, 4))


def snapped(page: Page, chance: Chance) -> Page:
    """Snapped in a hurry: seen askew, much of the desk around it, the hard edge of a shadow, dark corners, not quite in
    focus."""
    height, width = (round(side * LARGER) for side in page.shape[:2])
    seen = corners(page, chance) * LARGER
    across = np.full((height, width, 3), chance.choice(DESKS), np.uint8)
    streaks = cv2.resize(cloud(chance, across, 9), (width, height * 12), interpolation=cv2.INTER_LINEAR)[::12]
    ground = shaded(across, (0.7 + 0.3 * streaks).astype(np.float32))
    whole = np.array([[0, 0], [page.shape[1], 0], page.shape[1::-1], [0, page.shape[0]]], np.float32)
    warp = cv2.getPerspectiveTransform(whole, seen.astype(np.float32))
    flags, border = cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT
    cv2.warpPerspective(page, warp, (width, height), dst=ground, flags=flags, borderMode=border)
    soft = cv2.GaussianBlur(shaded(ground, _light(height, width, chance)), (0, 0), chance.uniform(0.7, 1.1))
    _, data = cv2.imencode(
        ".jpg",
        added(np.asarray(soft, np.uint8), grain(chance, ground, 3)),
        [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(60, 90))],
    )
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def corners(page: Page, chance: Chance) -> NDArray[np.float64]:
    """Where the corners of the page are seen, (4, 2) x y, from its upper left clockwise, on an image of its size."""
    height, width = page.shape[:2]
    square = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
    near = square * chance.uniform(0.72, 0.86) * [width, height] + chance.uniform(-0.045, 0.045, (4, 2)) * width
    angle = np.radians(chance.uniform(-4, 4))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    seen = near @ turn.T + np.array([width, height]) * (0.5 + chance.uniform(-0.02, 0.02, 2))
    return np.asarray(np.clip(seen, 0.01 * width, [0.99 * width, height - 0.01 * width]), np.float64)


def _light(height: int, width: int, chance: Chance) -> NDArray[np.float32]:
    """Dark corners, and the shadow of whoever holds the telephone: a straight edge, hard."""
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    light = 1 - chance.uniform(0.1, 0.2) * (down**2 + across**2)
    angle, far = chance.uniform(0, 2 * np.pi), chance.uniform(-0.3, 0.5)
    depth = (down * np.sin(angle) + across * np.cos(angle) - far) * width / 2
    shade = np.clip(depth / chance.uniform(4, 30), 0, 1)
    return np.asarray(np.clip(light * (1 - chance.uniform(0.2, 0.4) * shade), 0, 1), np.float32)
