"""A file system of a few MiB in memory."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

SIZE = 96 << 20
NAMES = 3000
TRIES = 1000


@dataclass(frozen=True)
class Small:
    path: Path

    @classmethod
    @contextmanager
    def mounted(cls, place: Path) -> Iterator[Self]:
        options = f"size={SIZE},nr_inodes={NAMES}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(place)], check=True)
        try:
            yield cls(place)
        finally:
            # Lazily: a process that a test had killed may not be gone yet.
            subprocess.run(["umount", "-l", str(place)], check=True)

    def free(self) -> int:
        found = os.statvfs(self.path)
        return found.f_bavail * found.f_frsize

    def fill(self, leave: int = 0) -> None:
        """Until so many bytes are left, to the page of 4 KiB, even while a system writes here.

        What is allocated is taken whole or not at all, so room that the system took since it was measured is measured
        again."""
        for _ in range(TRIES):
            more = self.free() - leave
            if more <= 0:
                return
            with (self.path / "ballast").open("ab") as ballast, suppress(OSError):
                os.posix_fallocate(ballast.fileno(), ballast.tell(), more)
        raise AssertionError(f"{self.free()} bytes are still free, {leave} should be")

    def fill_names(self) -> None:
        """Until no file can be made any more, while there is room for bytes."""
        folder = self.path / "names"
        folder.mkdir()
        try:
            for number in range(NAMES):
                (folder / str(number)).touch()
        except OSError:
            return
        raise AssertionError("there were more names than that")

    def clear(self) -> None:
        """Make room again."""
        (self.path / "ballast").unlink(missing_ok=True)
        if (self.path / "names").is_dir():
            for file in (self.path / "names").iterdir():
                file.unlink()
            (self.path / "names").rmdir()
