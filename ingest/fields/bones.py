"""What is left of a reference number however badly it was read: keys to look letters up by, and how far two readings of
numbers lie apart.

Engines take signs for each other that look alike, lose strokes or see two, part or join pieces. No figure is taken for
another figure here: of two numbers that differ by one figure both may be those of letters.
"""

import re
from collections.abc import Iterator, Sequence

ALIKE = ("0OQDC(", "1IL|!/\\[]TJ", "2Z", "5S$", "6G", "8B&", "9Q", "4A", "UVY", "EF", "MN", "HN", "PR", "KX")
"""Signs in capitals that are taken for each other; what stands in several groups is like all of them."""
FIGURES = "023456789"
"""What a key is made of: all figures but 1, which comes and goes with strokes."""
FIGURE_OF = {sign: group[0] for group in reversed(ALIKE) for sign in group if group[0] in FIGURES}
PLAIN = 5
"""Figures of a key from which it tells a number by itself; a shorter one does with the day of the letter."""
LEAST, ANY = 2, 3
"""Figures that a key has, and from which one of them may be wrong."""
STROKE, LIKE, OTHER, FIGURE = 0.15, 0.2, 1.0, 10.0
LINE = 2.45
"""What it costs that a stroke became a sign that is like 1, or was one: two of these move a figure 1 along."""
STROKES = "/\\|"
"""What it costs that a stroke comes or goes, that a sign became one like it, that a letter is another, comes or goes,
and that a figure does. A letter that is like a figure may be one: where it is lost, or another stands there, nobody
can tell which figure it was."""
OTHER_FIGURE = 5.0
"""From here on two numbers differ in a figure."""
OF_ANOTHER_FORM = 35.0
"""From here on they have little in common: readings of something else rather than of a number with other figures."""
FAR = 99.0
LONGEST = 24
"""Figures of a key at most; of a longer number no other reading is looked up."""
MOST_SIGNS = 80
"""Signs of a number beyond which it is compared as it stands."""
LONGER = 8
"""Signs by which the readings of one number differ in length at most."""


def bones(number: str, day: int = 0) -> list[str]:
    """The keys by which a letter is looked up that bears this number; `day`: yyyymmdd of the letter, 0 where that is
    not known. The last one is its day alone, for whoever cites it without a number."""
    figures, of_day = _figures(number), [f"@{day}"] if day else []
    if len(figures) < LEAST:
        return of_day
    return [*([figures] if len(figures) >= PLAIN else []), *(figures + at for at in of_day), *of_day]


def near(number: str, day: int = 0) -> list[str]:
    """Its keys, and those of numbers that differ from it by one figure lost, put in, or taken for another one."""
    found: dict[str, None] = {}
    for key in bones(number, day):
        figures, at, rest = key.partition("@")
        if at and len(figures) > PLAIN:
            continue  # the number alone tells it
        found |= dict.fromkeys([key, *(one + at + rest for one in _one_apart(figures))])
    return list(found)


def apart(one: str, other: str) -> float:
    """How far two readings of numbers lie apart: 0 for equal ones, OTHER_FIGURE and more where a figure differs."""
    first, second = _signs(one), _signs(other)
    if first == second:
        return 0.0
    if abs(len(first) - len(second)) > LONGER or max(len(first), len(second)) > MOST_SIGNS:
        return FAR
    above = [0.0]
    for sign in second:
        above.append(above[-1] + _alone(sign))
    for sign in first:
        row = [above[0] + _alone(sign)]
        for place, its in enumerate(second, 1):
            ways = (above[place] + _alone(sign), row[-1] + _alone(its), above[place - 1] + _change(sign, its))
            row.append(min(ways))
        above = row
    return above[-1]


def is_part(one: str, other: str) -> bool:
    """Whether of the two numbers one is what could be read of the other: some of its pieces, in their order, and
    nothing else; nothing at all is a part of every number."""
    few, many = sorted((_pieces(one), _pieces(other)), key=len)
    places = iter(many)
    return len(few) < len(many) and all(any(apart(piece, its) <= OTHER for its in places) for piece in few)


def _pieces(number: str) -> list[str]:
    return [piece for piece in re.split("[/|]", number) if any(map(str.isalnum, piece))]


def _signs(number: str) -> str:
    return re.sub(r"[\s.,\-–:;]+", "", number.upper())


def _alone(sign: str) -> float:
    """What it costs that a sign comes or goes."""
    if sign in STROKES:
        return STROKE
    return FIGURE if sign.isdecimal() or sign in FIGURE_OF else OTHER


def _change(sign: str, its: str) -> float:
    """What it costs that one sign became the other."""
    if sign == its:
        return 0.0
    if not (sign.isdecimal() and its.isdecimal()) and any(sign in group and its in group for group in ALIKE):
        return LIKE if (sign in STROKES) == (its in STROKES) else LINE
    return FIGURE if sign.isdecimal() or its.isdecimal() else OTHER


def _figures(number: str) -> str:
    found = (FIGURE_OF.get(sign, sign) for sign in number.upper())
    return "".join(sign for sign in found if sign in FIGURES)[:LONGEST]


def _one_apart(figures: str) -> Iterator[str]:
    if not ANY <= len(figures) < LONGEST:
        return
    for place in range(len(figures) + 1):
        before, after = figures[:place], figures[place:]
        if after:
            yield before + after[1:]
        for sign in FIGURES:
            yield before + sign + after
            if after:
                yield before + sign + after[1:]


def keys_of(cited: Sequence[tuple[str, int]]) -> list[str]:
    """The keys of letters that are cited by these numbers and days, none twice."""
    return list(dict.fromkeys(key for number, day in cited for key in bones(number, day)))
