"""What a pen draws: digits, signatures, notes that nobody can read; as curves of cubic pieces in millimetres."""

from collections.abc import Sequence
from random import Random

Point = tuple[float, float]
Curve = list[Point]
DIGITS: dict[str, tuple[Curve, ...]] = {
    "0": ([(0.5, 0), (0.12, 0.35), (0.08, 0.9), (0.35, 1.5), (0.7, 1.45), (0.92, 0.8), (0.75, 0.15), (0.45, 0)],),
    "1": ([(0.2, 0.35), (0.55, 0), (0.5, 0.8), (0.48, 1.6)],),
    "2": ([(0.1, 0.35), (0.4, 0), (0.85, 0.2), (0.7, 0.75), (0.1, 1.5), (0.5, 1.45), (0.95, 1.55)],),
    "3": ([(0.1, 0.15), (0.55, 0), (0.8, 0.35), (0.4, 0.72), (0.85, 1.1), (0.55, 1.55), (0.05, 1.4)],),
    "4": ([(0.55, 0), (0.3, 0.5), (0.08, 0.95), (0.95, 0.9)], [(0.7, 0.5), (0.65, 1), (0.62, 1.6)]),
    "5": ([(0.85, 0.02), (0.27, 0.05), (0.2, 0.65), (0.65, 0.6), (0.85, 1.1), (0.5, 1.55), (0.05, 1.4)],),
    "6": ([(0.75, 0), (0.3, 0.55), (0.1, 1.15), (0.45, 1.55), (0.8, 1.2), (0.5, 0.88), (0.16, 1.15)],),
    "7": ([(0.05, 0.08), (0.5, 0.05), (0.92, 0.05), (0.6, 0.8), (0.4, 1.6)],),
    "8": ([(0.7, 0.15), (0.3, 0.05), (0.15, 0.4), (0.75, 1.1), (0.55, 1.55), (0.2, 1.35), (0.4, 0.8), (0.75, 0.3)],),
    "9": ([(0.8, 0.3), (0.45, 0.03), (0.15, 0.4), (0.45, 0.75), (0.8, 0.4), (0.75, 1), (0.5, 1.6)],),
}
"""Points on the strokes of each digit, in a field one wide and 1.6 high, from the top left."""
BLUE, BLACK, GRAY = ("1f3a93", "27348b", "16307a"), ("1b1b1f", "26262b"), "707070"


def smooth(points: Sequence[Point]) -> Curve:
    """A curve through the points (Catmull-Rom): the first point, then three for each cubic piece."""
    padded = [points[0], *points, points[-1]]
    curve = [points[0]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        curve += [
            (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
            (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
            end,
        ]
    return [(round(x, 2), round(y, 2)) for x, y in curve]


def digits(random: Random, text: str, width: float) -> list[Curve]:
    """A number written by hand into a gap so many millimetres wide; signs other than digits are left out."""
    known = [sign for sign in text if sign in DIGITS]
    wide = min(2.1, 0.82 * width / max(len(known), 1))
    left = (width - wide * 1.15 * len(known)) / 2
    curves = []
    for place, sign in enumerate(known):
        slant, high = random.uniform(0.05, 0.3), wide * random.uniform(1.05, 1.3)
        for stroke in DIGITS[sign]:
            points = []
            for across, down in stroke:
                x = left + wide * (1.15 * place + across + slant * (1.6 - down) + random.uniform(-0.04, 0.04))
                points.append((x, high * (down - 1.6) + random.uniform(-0.06, 0.06)))
            curves.append(smooth(points))
    return curves


def signature(random: Random, width: float, height: float) -> list[Curve]:
    """A large first stroke in one of three manners, smaller loops after it, a tail; at times a line below or across."""
    base, slant = height * 0.62, random.uniform(-0.12, 0.3)
    points = FIRST[random.randrange(len(FIRST))](random, width, height)
    x, step = points[-1][0], random.uniform(0.06, 0.13)
    for place in range(random.randint(1, 7)):
        tall = height * random.choice((0.1, 0.16, 0.24, 0.34, 0.6)) * (1 - 0.08 * place)
        if random.random() < 0.6:
            points += _loop(x, base, tall, width * random.uniform(0.05, 0.12))
        else:
            points += [(x + width * step / 2, base - tall), (x + width * step, base + height * random.uniform(0, 0.12))]
        x += width * step
    points.append((min(x + width * random.uniform(0.1, 0.3), width), base - height * random.uniform(-0.2, 0.4)))
    curves = [smooth(points)]
    if random.random() < 0.55:
        low = height * random.uniform(0.82, 1)
        curves.append(
            smooth([(width * 0.95, low - 1.5), (width * 0.5, low + random.uniform(-1, 1)), (width * 0.15, low)])
        )
    if random.random() < 0.3:
        curves.append(smooth([(width * 0.65, 0), (width * 0.5, base), (width * 0.42, height)]))
    return [[(round(x + slant * (base - y), 2), y) for x, y in curve] for curve in curves]


def _bow(random: Random, width: float, height: float) -> Curve:
    """As of an A: up, down, back over itself."""
    base = height * 0.62
    return [(width * 0.05, base + height * random.uniform(0.1, 0.3)), (width * 0.22, height * random.uniform(0, 0.1)),
            (width * 0.12, base + height * 0.25), (width * 0.06, base - height * 0.1),
            (width * 0.3, base + height * random.uniform(-0.05, 0.1))]  # fmt: skip


def _ring(random: Random, width: float, height: float) -> Curve:
    """As of an O or D: once round, out to the right."""
    right = width * random.uniform(0.25, 0.45)
    return [(right, height * 0.2), (width * 0.12, height * 0.05), (width * 0.02, height * 0.55),
            (width * 0.15, height * 0.95), (right, height * 0.6), (width * 0.2, height * 0.25),
            (width * 0.36, height * 0.6)]  # fmt: skip


def _peaks(random: Random, width: float, height: float) -> Curve:
    """As of an M or W: steep strokes, each lower than the one before."""
    points = [(width * 0.02, height * 0.9)]
    for place in range(random.randint(2, 4)):
        points += [
            (width * (0.08 + 0.11 * place), height * (0.02 + 0.12 * place)),
            (width * (0.12 + 0.11 * place), height * 0.72),
        ]
    return points


FIRST = (_bow, _ring, _peaks)


def note(random: Random) -> list[Curve]:
    """One to three lines of quick writing: words of loops, some of them tall or long."""
    curves = []
    for line in range(random.randint(1, 3)):
        x, y = random.uniform(0, 3), 4.0 + 5.5 * line
        for _ in range(random.randint(2, 4)):
            points: list[Point] = [(x - 0.6, y)]
            for _ in range(random.randint(3, 7)):
                points += _loop(x, y, random.choice((0.8, 0.9, 1.1, 2.6)), 0.75)
                x += random.uniform(0.9, 1.5)
            curves.append(smooth([*points, (x + 0.5, y - 0.3)]))
            x += 2.2
    return curves


def _loop(x: float, base: float, tall: float, wide: float) -> list[Point]:
    """A loop as of an e or l: up, back over, down."""
    return [(x + wide * 0.7, base - tall * 0.6), (x + wide * 0.35, base - tall), (x + wide * 0.1, base - tall * 0.4),
            (x + wide * 0.6, base)]  # fmt: skip
