"""Builds of an index side by side in one folder: CURRENT names the live one.

A new build grows beside the live one and is swapped in by one rename; readers of the old one keep its files open until
they look again. The name carries the versions of analysis and schema: after an upgrade the old build is not used.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.errors import IndexBusy
from store.disk import write_whole


class Generations:
    """`mark` is what the name of a build must end with to be of use."""

    def __init__(self, folder: Path, mark: str) -> None:
        self._folder, self._mark = folder, mark
        folder.mkdir(parents=True, exist_ok=True)
        self._current = folder / "CURRENT"

    def live(self) -> Path | None:
        """The folder of the live build; None when there is none of use."""
        try:
            name = self._current.read_text("ascii").strip()
        except FileNotFoundError:
            return None
        folder = self._folder / name
        return folder if name.endswith(self._mark) and folder.is_dir() else None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time starts or swaps builds. Raises IndexBusy."""
        with (self._folder / "swap.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise IndexBusy(path=self._folder) from error
            yield

    def begin(self) -> Path:
        """An empty folder for a new build; what an ended process left half built is cleared away."""
        live = self.live()
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder != live:
                shutil.rmtree(folder, ignore_errors=True)
        number = int(live.name.split("-")[0]) + 1 if live else 1
        folder = self._folder / f"{number:06d}-{self._mark}"
        folder.mkdir(exist_ok=True)
        return folder

    def give_up(self, folder: Path) -> None:
        """Clear a build away that was not finished: it takes room, which may be what it lacked."""
        if folder != self.live():
            shutil.rmtree(folder, ignore_errors=True)

    def swap(self, folder: Path) -> None:
        """Make a build the live one, durably, and clear the old one away."""
        old = self.live()
        write_whole(self._current, folder.name.encode())
        if old is not None and old != folder:
            shutil.rmtree(old, ignore_errors=True)
