"""What years and hands do to paper and ink."""

import cv2
import numpy as np

from samples.damage.page import RAMP, Chance, Page, added, by_table, cloud, grain, shaded


def yellowed(page: Page, chance: Chance) -> Page:
    """Old paper: brownish, darker towards the edges, uneven."""
    height, width = page.shape[:2]
    across = np.minimum(np.arange(width), np.arange(width)[::-1]) / width
    down = np.minimum(np.arange(height), np.arange(height)[::-1]) / height
    edge = np.minimum(np.minimum.outer(down, across) / 0.08, 1)
    light = 1 - chance.uniform(0.03, 0.1) * (1 - edge) - 0.08 * cloud(chance, page, 9)
    warm = chance.uniform(0.3, 1)
    return shaded(page, light.astype(np.float32), (1 - 0.04 * warm, 1 - 0.1 * warm, 1 - 0.26 * warm))


def stained(page: Page, chance: Chance) -> Page:
    """Rings of cups, drops and a patch of damp."""
    height, width = page.shape[:2]
    light = np.ones((height, width), np.float32)
    for _ in range(int(chance.integers(2, 5))):
        center = (int(chance.integers(0, width)), int(chance.integers(0, height)))
        radius = int(chance.uniform(0.02, 0.12) * width)
        if chance.random() < 0.4:
            cv2.circle(light, center, radius, 0.8, max(3, radius // 12))
        else:
            cv2.ellipse(light, (center, (radius * 2, radius * chance.uniform(1, 2)), chance.uniform(0, 180)), 0.87, -1)
    soft = cv2.GaussianBlur(cv2.resize(light, None, fx=0.25, fy=0.25), (0, 0), width / 900)
    return shaded(page, cv2.resize(soft, (width, height)), (1.0, 0.97, 0.88))


def folded(page: Page, chance: Chance) -> Page:
    """Once or twice folded to fit an envelope: a light crease with its shadow, ink broken on it."""
    height, width = page.shape[:2]
    light = np.ones((height, width), np.float32)
    for place in (0.33, 0.66) if chance.random() < 0.5 else (chance.uniform(0.45, 0.55),):
        row, deep = int(height * (place + chance.uniform(-0.02, 0.02))), chance.uniform(0.1, 0.22)
        reach = int(height * 0.012)
        slope = 1 - deep * np.linspace(1, 0, reach) ** 2
        light[row : row + reach] *= slope[: len(light[row : row + reach]), None]
    creased = shaded(page, light.astype(np.float32))
    rows = np.flatnonzero(light[:, 0] < light[:, 0].min() + 0.02)
    creased[rows] = cv2.addWeighted(creased[rows], 0.6, np.full_like(creased[rows], 225), 0.4, 0)
    return creased


def wrinkled(page: Page, chance: Chance) -> Page:
    """Crumpled and smoothed again: facets of light and shade."""
    facets = cloud(chance, page, 11)
    slope = cv2.Sobel(facets, cv2.CV_32F, 1, 1, ksize=3, scale=9) + 0.6 * (facets - 0.5)
    return shaded(page, np.clip(0.94 + 0.22 * slope, 0.6, 1).astype(np.float32))


def punched(page: Page, chance: Chance) -> Page:
    """Two holes of a folder at the left edge, dark where the scanner's lid shows."""
    height, width = page.shape[:2]
    pixels = width / 210
    tone = int(chance.choice((30, 70, 235)))
    holed = page.copy()
    for side in (-40, 40):
        center = (int(11 * pixels), int(height / 2 + (side + chance.uniform(-1, 1)) * pixels))
        cv2.circle(holed, center, int(2.9 * pixels), (tone, tone, tone), -1, cv2.LINE_AA)
        cv2.circle(holed, center, int(2.9 * pixels), (150, 150, 150), 1, cv2.LINE_AA)
    return holed


def shown_through(page: Page, chance: Chance) -> Page:
    """Thin paper: what is written on the back is seen, mirrored and faint."""
    back = cv2.GaussianBlur(cv2.flip(page, 1), (0, 0), page.shape[1] / 900)
    shift = int(chance.integers(-60, 60))
    back = np.roll(back, shift, axis=0)
    weak = by_table(np.asarray(back, np.uint8), 255 - (255 - RAMP) * chance.uniform(0.1, 0.2))
    return np.asarray(cv2.multiply(page, weak, scale=1 / 255), np.uint8)


def faded(page: Page, chance: Chance) -> Page:
    """Ink that has paled, in places more than in others."""
    pale = by_table(page, 255 - (255 - RAMP) * chance.uniform(0.5, 0.65))
    share = np.asarray(cv2.merge([cloud(chance, page, 5)] * 3), np.float32)
    return np.asarray(cv2.blendLinear(pale, page, share[:, :, 0], 1 - share[:, :, 0]), np.uint8)


def uneven(page: Page, chance: Chance) -> Page:
    """A worn ribbon: letters struck weakly beside strong ones, edges that bleed into the paper."""
    height, width = page.shape[:2]
    letters = (width // 18, height // 34)  # about the pitch of a typewriter at 200 dpi
    force = cv2.resize(chance.random(letters[::-1], dtype=np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    bled = cv2.GaussianBlur(page, (0, 0), 0.7 * width / 1654)
    weak = by_table(bled, 255 - (255 - RAMP) * 0.5)
    share = np.clip(1.5 * (1 - force) - 0.35, 0, 0.9).astype(np.float32)
    typed = np.asarray(cv2.blendLinear(weak, bled, share, 1 - share), np.uint8)
    return added(typed, grain(chance, page, 4))
