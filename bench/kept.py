"""The home that a measurement fills and searches: thrown away at the end, or a folder that the next run finds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.errors import WrongUse

MARK = "filled-by-bench"
"""A file that stands in a home that was filled to its end."""


@contextmanager
def home_in(folder: Path | None) -> Iterator[Path]:
    """`folder`, or without one a home that goes at the end. Raises WrongUse for a folder that holds anything else: the
    letters of an office are none to measure with."""
    if folder is None:
        with TemporaryDirectory(prefix="lontar-bench-") as made:
            yield Path(made)
        return
    if any(folder.iterdir()) and not (folder / MARK).exists():
        raise WrongUse(what=f"{folder}", why="it is neither empty nor a home that `lontar bench search` has filled")
    yield folder


def filled_once(home: Path, fill: Callable[[], None]) -> None:
    """Fill the home, unless an earlier run did."""
    mark = home / MARK
    if not mark.exists():
        fill()
        mark.touch()
