"""What stands on a page of a PDF, if that is pictures alone: a scan, whose pictures go into a copy as they are.

A picture stays where it is not sure that a copy shows the same: under a mask, in colours of printing, with drawing or
visible text over it. Such a page is drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from paper.matrix import STAY, Matrix, corners, moved, then, turned

CODINGS = frozenset({"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/JBIG2Decode"})
SPACES = frozenset({"/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB"})
BITS = frozenset({1, 2, 4, 8})
SPOILS = ("/SMask", "/Mask", "/OC", "/Alternates", "/OPI")
"""What makes a picture look otherwise than it is."""
QUIET = frozenset({
    "q", "Q", "cm", "BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "w", "J", "j",
    "M", "d", "ri", "i", "BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "m", "l", "c", "v", "y", "h", "re", "W", "W*",
    "n", "gs", "Do", "g", "rg", "G", "RG", "k", "K", "cs", "CS", "sc", "scn", "SC", "SCN",
})  # fmt: skip
"""Operators that paint nothing by themselves (ISO 32000, annex A)."""
TEXT = frozenset({"Tj", "TJ", "'", '"'})
COLOURS = frozenset({"g", "rg", "k", "cs", "sc", "scn"})
BLACKS = (["g", 0.0], ["rg", 0.0, 0.0, 0.0])
PATHS = frozenset({"m", "l", "c", "v", "y", "h"})
INVISIBLE, CLIPPED = 3, 7
"""Text rendering modes."""
DEEPEST = 4
"""Forms within forms."""
SLACK = 0.01
"""Of a page's sides, by which a picture or a clip may miss its edge."""
HARMLESS = frozenset({"/Link", "/Popup"})
"""Annotations that are not seen."""


class _Mixed(Exception):
    """More than pictures."""


Placed = tuple[Any, Matrix]
Box = tuple[float, float, float, float]


def upright(page: pikepdf.Page) -> tuple[Matrix, float, float]:
    """From the user space of a page to that of its page as shown, and the width and height of that."""
    x0, y0, x1, y1 = _shown(page)
    turn = int(page.obj.get("/Rotate", 0))
    matrix = then(moved(-x0, -y0), turned(turn, x1 - x0, y1 - y0))
    return (matrix, x1 - x0, y1 - y0) if turn % 180 == 0 else (matrix, y1 - y0, x1 - x0)


def pictures(page: pikepdf.Page) -> list[Placed] | None:
    """The pictures of a page with their places in its user space, in the order of painting; None if there is more on it
    than pictures, or one that a copy might show otherwise."""
    if "/UserUnit" in page.obj or any(one.get("/Subtype") not in HARMLESS for one in page.obj.get("/Annots", ())):
        return None
    walk = _Walk(_shown(page))
    try:
        walk.through(page, page.obj.get("/Resources", pikepdf.Dictionary()), STAY, DEEPEST)
    except (_Mixed, pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    return walk.found or None


def _shown(page: pikepdf.Page) -> Box:
    """The box that is shown: of the crop box what lies on the media box."""
    boxes = [_box(page.mediabox), _box(page.cropbox)]
    (a, b, c, d), (p, q, r, s) = boxes
    x0, y0, x1, y1 = max(a, p), max(b, q), min(c, r), min(d, s)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else boxes[0]


def _box(array: Any) -> Box:
    x0, y0, x1, y1 = (float(one) for one in array)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(frozen=True)
class _State:
    """What operators leave behind for those after them; `mode`: of text, `black`: the colour in which masks are
    painted."""

    matrix: Matrix
    mode: int = 0
    black: bool = True


class _Walk:
    """Through the content of a page, of which `shown` is seen; gathers what is `found`."""

    def __init__(self, shown: Box) -> None:
        self.shown = shown
        self.found: list[Placed] = []

    def through(self, content: Any, resources: Any, matrix: Matrix, deepest: int) -> None:
        """A page, or a form in it. Raises _Mixed."""
        state, kept = _State(matrix), list[_State]()
        rects: list[Box] | None = []
        for instruction in pikepdf.parse_content_stream(content):
            operands, name = instruction.operands, str(instruction.operator)
            if name in TEXT and state.mode in (INVISIBLE, CLIPPED):
                continue
            if name not in QUIET or state.mode == CLIPPED or (name == "BDC" and str(operands[0]) == "/OC"):
                raise _Mixed
            if name == "q":
                kept.append(state)
            elif name == "Q":
                state = kept.pop() if kept else _State(matrix)
            elif name == "Do":
                self.paint(resources.XObject[str(operands[0])], resources, state, deepest)
            elif name == "gs":
                _demand_plain(resources.ExtGState[str(operands[0])])
            elif name in ("W", "W*"):
                self.clip(rects)
            else:
                state, rects = _after(name, operands, state), _path(name, operands, state.matrix, rects)

    def clip(self, rects: list[Box] | None) -> None:
        """One that takes nothing away from the page is none. Raises _Mixed for others."""
        if rects is None or len(rects) != 1 or not _covers(rects[0], self.shown):
            raise _Mixed

    def paint(self, thing: Any, resources: Any, state: _State, deepest: int) -> None:
        """Raises _Mixed."""
        if "/OC" in thing:
            raise _Mixed
        if thing.Subtype == "/Form" and deepest and "/SMask" not in thing.get("/Group", {}):
            matrix = then(_matrix(thing.get("/Matrix", STAY)), state.matrix)
            x0, y0, x1, y1 = _box(thing.BBox)
            inside = _Walk(self.shown)
            inside.through(thing, thing.get("/Resources", resources), matrix, deepest - 1)
            clip = corners(then((x1 - x0, 0.0, 0.0, y1 - y0, x0, y0), matrix))
            if not all(_covers(clip, corners(place)) for _, place in inside.found):
                raise _Mixed
            self.found += inside.found
        elif thing.Subtype == "/Image" and can_stay(thing, black=state.black):
            self.found.append((thing, state.matrix))
        else:
            raise _Mixed


def _after(name: str, operands: Any, state: _State) -> _State:
    if name == "cm":
        return replace(state, matrix=then(_matrix(operands), state.matrix))
    if name == "Tr":
        return replace(state, mode=int(operands[0]))
    if name in COLOURS:
        return replace(state, black=name in ("g", "rg") and [name, *map(float, operands)] in BLACKS)
    return state


def _path(name: str, operands: Any, matrix: Matrix, rects: list[Box] | None) -> list[Box] | None:
    """The boxes of a path after one more operator; None for one that is more than boxes."""
    if name == "n":
        return []
    if name in PATHS or rects is None:
        return None
    if name == "re":
        x, y, width, height = (float(one) for one in operands)
        return [*rects, corners(then((width, 0.0, 0.0, height, x, y), matrix))]
    return rects


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def _covers(box: Box, shown: Box) -> bool:
    across, down = SLACK * (shown[2] - shown[0]), SLACK * (shown[3] - shown[1])
    low = box[0] <= shown[0] + across and box[1] <= shown[1] + down
    return low and box[2] >= shown[2] - across and box[3] >= shown[3] - down


def _demand_plain(state: Any) -> None:
    """A graphics state that changes nothing of a picture. Raises _Mixed."""
    blend = str(state.get("/BM", "/Normal"))
    if str(state.get("/SMask", "/None")) != "/None" or float(state.get("/ca", 1)) < 1 or "/TR" in state:
        raise _Mixed
    if blend not in ("/Normal", "/Compatible"):
        raise _Mixed


def can_stay(image: Any, *, black: bool = True) -> bool:
    """Whether a copy shows the same; `black`: the colour in which a mask of one bit is painted."""
    coded = {str(one) for one in _several(image.get("/Filter"))}
    if not coded <= CODINGS or any(name in image for name in SPOILS):
        return False
    if image.get("/ImageMask", False):
        return black
    return int(image.get("/BitsPerComponent", 8)) in BITS and _is_known(image.get("/ColorSpace"))


def _is_known(space: Any) -> bool:
    parts = list(_several(space))
    if not parts:
        return False
    if parts[0] == "/Indexed":
        return _is_known(parts[1])
    if parts[0] == "/ICCBased":
        return int(parts[1].N) in (1, 3)
    return str(parts[0]) in SPACES


def _several(thing: Any) -> Iterator[Any]:
    """The members of an array; the thing itself where it is none."""
    if isinstance(thing, pikepdf.Array):
        yield from thing
    elif thing is not None:
        yield thing
