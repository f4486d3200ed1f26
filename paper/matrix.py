"""Matrices of PDF pages, ISO 32000 8.3.3: (a, b, c, d, e, f) takes a point (x, y) to (ax + cy + e, bx + dy + f)."""

Matrix = tuple[float, float, float, float, float, float]
STAY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def then(first: Matrix, second: Matrix) -> Matrix:
    """Both, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(x: float, y: float) -> Matrix:
    return (1.0, 0.0, 0.0, 1.0, x, y)


def scaled(x: float, y: float) -> Matrix:
    return (x, 0.0, 0.0, y, 0.0, 0.0)


def turned(degrees: int, width: float, height: float) -> Matrix:
    """A page of `width` x `height`, its corner at nought, turned clockwise by a multiple of 90 degrees, its corner at
    nought again."""
    turns: dict[int, Matrix] = {
        0: STAY,
        90: (0.0, -1.0, 1.0, 0.0, 0.0, width),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, 1.0, -1.0, 0.0, height, 0.0),
    }
    return turns[degrees % 360]


def corners(of: Matrix) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 of what a matrix makes of the square of side 1 in which images lie."""
    a, b, c, d, e, f = of
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)


def written(matrix: Matrix) -> str:
    return " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in matrix) + " cm"
