"""A scanner folder: what lies in it becomes letters, once it has stopped growing.

It is looked at again and again, since a share on the network tells nobody of a new file. A file is taken when its size
and time stood still from one look to the next; it is kept under an id that follows from its path, size and time, and
moved only then: a process that is killed in between finds it again, and the same letter with it."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ulid import ULID

from ingest.names import file_name
from lontar import scratch
from lontar.intake.keeping import Arrived
from lontar.journey import arrive
from lontar.shelving.places import folder_at
from lontar.wiring import House
from office.access import Reader
from schemas.collected import Collected
from schemas.errors import LontarError, NotFound, Unavailable
from store.changes import Changes
from store.disk import told
from work import lease

TAKEN, REJECTED = "taken", "rejected"
"""Folders below the one that is watched: where files go."""
EMPTY = timedelta(seconds=60)
"""How long a file may be empty: scanners make it first and fill it then."""
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart")
"""What copying programs call a file that is not whole yet."""
Seen = tuple[int, int]
"""Size in bytes and time in nanoseconds."""


@dataclass(frozen=True)
class Watched:
    """A folder, and what its letters are. `leaves`: files stay where they lie. `split`: as of an upload."""

    folder: Path
    unit: str
    direction: str = "legacy"
    batch: str | None = None
    split: str | None = None
    leaves: bool = False


@dataclass
class Watcher:
    """One at a time over a folder."""

    house: House
    reader: Reader
    watched: Watched
    _last: dict[Path, Seen] = field(default_factory=dict)
    _stuck: set[tuple[Path, Seen]] = field(default_factory=set)

    def look(self) -> Iterator[Arrived]:
        """Take what stood still since the last look; what became of each file, as it is done.

        Raises Unavailable for a folder that is not there, and where there is no room: nothing is lost then."""
        seen = dict(self._files())
        still = [path for path, how in sorted(seen.items()) if self._last.get(path) == how]
        self._last = seen
        for path in still:
            if (path, seen[path]) not in self._stuck:
                yield from self._take(path, seen[path])

    def _files(self) -> Iterator[tuple[Path, Seen]]:
        root = self.watched.folder
        if not root.is_dir():
            raise Unavailable(what=str(root), why="there is no such folder")
        for folder, folders, names in os.walk(root):
            hidden = [name for name in folders if name.startswith(".")]
            own = [TAKEN, REJECTED] if Path(folder) == root else []
            folders[:] = [name for name in folders if name not in (*hidden, *own)]
            for name in names:
                path = Path(folder, name)
                if not name.startswith((".", "~")) and path.suffix.lower() not in UNFINISHED and not path.is_symlink():
                    yield from self._stands(path)

    def _stands(self, path: Path) -> Iterator[tuple[Path, Seen]]:
        try:
            how = path.stat()
        except OSError:
            return  # taken away meanwhile
        written = datetime.fromtimestamp(how.st_mtime, UTC)
        if path.is_file() and (how.st_size or datetime.now(UTC) - written > EMPTY):
            yield path, (how.st_size, how.st_mtime_ns)

    def _take(self, path: Path, seen: Seen) -> Iterator[Arrived]:
        id = _id(path.relative_to(self.watched.folder), seen)
        if self.watched.leaves and self.house.store.get(Collected, id) is not None:
            return
        name = file_name(path.name)
        try:
            with scratch.folder(self.house.settings.home, name) as folder:
                copy = _copied(path, seen, folder)
                if copy is None:
                    return  # it is being written again, or cannot be opened yet
                arrived = self._arrived(copy, path, name, id)
        except LontarError as error:
            if isinstance(error, Unavailable):
                raise
            arrived = [Arrived(name, None, "rejected", error)]
        for again in (one.error for one in arrived if isinstance(one.error, Unavailable)):
            raise again
        yield from arrived
        yield from self._put_away(path, seen, id, arrived)

    def _arrived(self, copy: Path, path: Path, name: str, id: str) -> list[Arrived]:
        one = self.watched
        return arrive(
            self.house,
            copy,
            name,
            self.reader,
            unit=one.unit,
            direction=one.direction,
            batch=one.batch,
            split=one.split,
            priority=lease.BATCH,
            upload=id,
            folder=self._place(path),
        )

    def _place(self, path: Path) -> str | None:
        """The folder that its paper lies in, for a file in BOX/FOLDER below the one that is watched."""
        parts = path.relative_to(self.watched.folder).parts[:-1]
        if len(parts) < 2:
            return None
        return folder_at(self.house, self.reader, self.watched.unit, parts[-2], parts[-1])

    def _put_away(self, path: Path, seen: Seen, id: str, arrived: list[Arrived]) -> Iterator[Arrived]:
        """Out of the way, or remembered; what was rejected lies apart with the reason beside it."""
        wrong = [one for one in arrived if one.error]
        kept = [one for one in arrived if not one.error]
        status = kept[0].status if kept else "rejected"
        try:
            if wrong and not self.watched.leaves:
                self._say_why(path, wrong)
            if self.watched.leaves:
                self.house.store.commit(Changes.of(Collected(id=id, status=status)))
            else:
                self._move(path, TAKEN if kept else REJECTED)
        except OSError as error:
            self._stuck.add((path, seen))
            why = Unavailable(what=str(path), why=error.strerror or str(error))
            yield Arrived(path.name, None, "rejected", why)

    def _move(self, path: Path, into: str) -> None:
        to = _free(self.watched.folder / into / path.relative_to(self.watched.folder))
        to.parent.mkdir(parents=True, exist_ok=True)
        path.rename(to)

    def _say_why(self, path: Path, wrong: list[Arrived]) -> None:
        beside = self.watched.folder / REJECTED / path.relative_to(self.watched.folder)
        beside.parent.mkdir(parents=True, exist_ok=True)
        said = "".join(f"{one.file}: {one.error}\n" for one in wrong)
        beside.with_name(beside.name + ".txt").write_text(said, "utf-8")


def demand_folder(folder: Path) -> None:
    """Raises NotFound for what is no folder."""
    with told(str(folder)):
        if not folder.is_dir():
            raise NotFound(what=str(folder))


def _id(path: Path, seen: Seen) -> str:
    """Of the upload that a file is: the same whenever it is found so, of the time of its writing."""
    size, written = seen
    chance = hashlib.sha256(repr((path.as_posix(), size, written)).encode("utf-8", "surrogateescape")).digest()[:10]
    moment = max(0, written // 1_000_000)
    return str(ULID.from_bytes(moment.to_bytes(6) + chance))


def _copied(path: Path, seen: Seen, folder: Path) -> Path | None:
    """A copy of what stood still; None where it cannot be read, or is no longer what was seen. Raises DiskFull."""
    to = folder / "taken"
    try:
        with path.open("rb") as source:
            with told(path.name), to.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            how = os.fstat(source.fileno())
    except OSError:
        return None
    return to if (how.st_size, how.st_mtime_ns) == seen == (to.stat().st_size, how.st_mtime_ns) else None


def _free(path: Path) -> Path:
    """The path, or one beside it that nothing has yet: a name that comes twice writes over nothing."""
    number, found = 2, path
    while found.exists():
        found, number = path.with_name(f"{path.stem} ({number}){path.suffix}"), number + 1
    return found
