"""The scans of a table: found by the name that a row says, or by a pattern, in a folder or among files that came along.

Nothing outside of the folder is ever looked at: neither by a path that leads out of it, nor by a link."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from lontar.importing import held
from lontar.importing.faults import Fault
from lontar.importing.rows import Problem, Wanted
from lontar.journey import originals_of
from lontar.wiring import House
from paper.kinds import kind_of
from schemas.errors import LontarError, NotFound
from schemas.letter import LetterFile
from schemas.table_import import ImportFile
from store.contract import Row

MOST_FILES = 500_000
SHOWN = 5
"""Places of a name that is there more than once, that are told."""


@dataclass(frozen=True)
class Scan:
    """One file: its path in the folder, as it is written there, and how its originals come to be kept."""

    path: str
    keep: Callable[[], list[LetterFile]]
    error: Callable[[], str]
    """Why it cannot be taken; "" where it can."""


class Scans:
    """The files of one import, by all the names under which rows may mean them."""

    def __init__(self, found: Iterable[Scan] = ()) -> None:
        self.all: dict[str, Scan] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for scan in found:
            self.all[scan.path] = scan
            path = PurePosixPath(scan.path)
            whole, folder = str(path).lower(), str(path.parent).lower()
            names = {scan.path, whole, path.name, path.name.lower(), path.stem.lower()}
            names |= {f"{folder}/{path.stem.lower()}"} if folder != "." else set()
            for name in names:
                self._by_name[name].append(scan.path)

    def of(self, wanted: Wanted) -> list[Scan]:
        """Those of a row, in their order; what is wrong with them is noted in it."""
        found: list[Scan] = []
        if wanted.pattern:
            return self._matching(wanted)
        for name in wanted.files:
            paths = self._named(name)
            if paths is None:
                wanted.problems.append(Problem(Fault.OUTSIDE, {"name": name}))
            elif not paths:
                wanted.problems.append(Problem(Fault.NO_FILE, {"name": name}))
            elif len(paths) > 1:
                places = ", ".join(sorted(paths)[:SHOWN])
                wanted.problems.append(Problem(Fault.MANY_FILES, {"name": name, "count": len(paths), "places": places}))
            else:
                found.append(self.all[paths[0]])
        return found if len(found) == len(wanted.files) else []

    def _named(self, name: str) -> list[str] | None:
        """The paths that a name may mean: as it is written, else without regard to capitals, else without its ending.
        None for one that leads out of the folder."""
        said = name.replace("\\", "/").strip()
        drive = re.match(r"[A-Za-z]:/", said)
        path = PurePosixPath(said[3:] if drive else said.lstrip("/") if said.startswith("/") else said)
        if ".." in path.parts:
            return None
        absolute = bool(drive) or said.startswith("/")
        wanted = path.name if absolute else str(path)
        for one in (wanted, wanted.lower()):
            if one in self.all or one in self._by_name:
                exact = [found for found in self._by_name[one] if found == one] or self._by_name[one]
                return list(dict.fromkeys(exact))
        return []

    def _matching(self, wanted: Wanted) -> list[Scan]:
        """All files that a pattern means are the one letter, in the order of their names. A pattern with a folder is of
        whole paths, one without of names in every folder."""
        pattern = wanted.pattern.lower()
        if ".." in PurePosixPath(pattern).parts or pattern.startswith("/"):
            wanted.problems.append(Problem(Fault.OUTSIDE, {"name": wanted.pattern}))
            return []
        exact = not re.search(r"[*?\[]", pattern)
        if exact:
            paths = self._named(pattern) or []
        elif "/" not in pattern and pattern.endswith(".*") and not re.search(r"[*?\[]", pattern[:-2]):
            paths = [
                one for one in self._by_name.get(pattern[:-2], ()) if PurePosixPath(one).stem.lower() == pattern[:-2]
            ]
        else:
            paths = [one for one in self.all if fnmatchcase(one.lower() if "/" in pattern else _last(one), pattern)]
        if not paths:
            wanted.problems.append(Problem(Fault.NO_FILE, {"name": wanted.pattern}))
        return [self.all[path] for path in sorted(dict.fromkeys(paths))]


def _last(path: str) -> str:
    return PurePosixPath(path).name.lower()


def in_folder(house: House, folder: Path) -> Scans:
    """The files of a folder and below it; hidden ones and links are left out. Raises NotFound."""
    if not folder.is_dir():
        raise NotFound(what=str(folder))
    root = folder.resolve()

    def found() -> Iterable[Scan]:
        for where, folders, files in os.walk(root):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            for name in sorted(files):
                path = Path(where, name)
                if not name.startswith(".") and path.is_file() and not path.is_symlink():
                    yield _on_disk(house, root, path)

    return Scans(found())


def _on_disk(house: House, root: Path, path: Path) -> Scan:
    def keep() -> list[LetterFile]:
        if path.is_symlink() or not path.resolve().is_relative_to(root):
            raise NotFound(what=path.name)  # it was put there meanwhile
        return originals_of(house, [(path, path.name)])

    return Scan(path.relative_to(root).as_posix(), keep, lambda: _why_not(path))


def _why_not(path: Path) -> str:
    try:
        if path.stat().st_size == 0:
            return "it is empty"
        return "" if kind_of(path) else "it is of no kind that is read"
    except (OSError, LontarError) as error:
        return str(error)


def brought(house: House, id: str) -> Scans:
    """Those that came with the table (lontar/importing/bringing.py)."""
    rows: list[Row] = []
    after = None
    while some := house.store.find(ImportFile, {"of": id}, sort=[("path", 1)], limit=5000, after=after):
        rows += some
        after = [some[-1]["path"], some[-1]["_id"]]

    def one(row: Row) -> Scan:
        path, name = held.scan(house, id, int(row["number"])), PurePosixPath(str(row["path"])).name
        return Scan(str(row["path"]), lambda: originals_of(house, [(path, name)]), lambda: _why_not(path))

    return Scans(map(one, rows))
