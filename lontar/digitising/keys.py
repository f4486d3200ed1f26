"""By what an item is known on paper and in the names of files: its box, its folder and its number, in normal form.

`12-3-007 surat camat.pdf` and `12/3/7.tif` are item 7 of folder 3 of box 12. What parts the pieces of a name is any
sign that is neither letter nor figure; zeros before a number and the size of letters tell nothing apart."""

import re
from pathlib import PurePosixPath

PIECES = re.compile(r"[^\W_]+")
LONGEST_KEY = 400
"""Characters; what is longer is cut, and then told apart by what stands before."""
MOST_PIECES = 40
"""Of a file's name that are looked at; a number that stands behind more is not found."""


def pieces(said: str) -> list[str]:
    """`Boks 012-A` -> boks, 12, a."""
    return [piece.casefold().lstrip("0") or "0" for piece in PIECES.findall(said)]


def key_of(box: str, folder: str, number: str = "", description: str = "") -> str:
    """The key of an item; one without a number is known by what it is described as."""
    place = f"{_joined(box)}/{_joined(folder)}"
    return (f"{place}/{_joined(number)}" if number else f"{place}//{_joined(description)}")[:LONGEST_KEY]


def surplus_key(letter: str) -> str:
    """Of a letter that is no item: no item has a key like it, for each begins with a box."""
    return f"//{letter}"


def keys_in(name: str, place: tuple[str, str] | None = None) -> list[str]:
    """The keys that the beginning of a file's name may be, the longest first. `place`: the numbers of box and folder
    where the file is known to belong: then its name may begin with the number, or name them once more.

    Which piece belongs to the box and which to the folder is unknown, so that all ways to part them are tried."""
    said = pieces(PurePosixPath(name).stem)[:MOST_PIECES]
    found = list(_parted(said))
    if place:
        where = f"{_joined(place[0])}/{_joined(place[1])}"
        found = [f"{where}/{' '.join(said[:end])}" for end in range(len(said), 0, -1)] + [
            key for key in found if key.startswith(f"{where}/")
        ]
    return list(dict.fromkeys(found))


def _joined(said: str) -> str:
    return " ".join(pieces(said))


def _parted(said: list[str], most: int = 8) -> list[str]:
    """Three parts of one piece or more each, of the first `most` pieces; those that name the most first."""
    said = said[:most]
    cuts = [
        (one, two, end) for end in range(len(said), 2, -1) for one in range(1, end - 1) for two in range(one + 1, end)
    ]
    return ["/".join(" ".join(said[a:b]) for a, b in ((0, one), (one, two), (two, end))) for one, two, end in cuts]
