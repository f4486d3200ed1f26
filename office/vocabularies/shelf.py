"""The shelf on which the vocabularies of a home stand: shipped files, and the office's own that win over them."""

from importlib.resources import files
from pathlib import Path

from office.errors import FaultyVocabulary
from office.tables import decoded
from office.vocabularies.entry import KINDS, Kind
from office.vocabularies.vocabulary import Vocabulary, read_vocabulary
from schemas.errors import NotFound, Unavailable
from store.disk import told, write_whole

Mark = tuple[int, int] | None
"""When a file was written and how large it is; None: there is none."""


class Shelf:
    """Vocabularies by name, each read once and again when its file has changed. Safe to use from several threads."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "vocabularies"
        self._read: dict[str, tuple[Mark, Vocabulary]] = {}

    def path(self, name: str) -> Path:
        """Where the office's own file is or would be."""
        return self.folder / f"{_kind(name).name}.csv"

    def get(self, name: str) -> Vocabulary:
        """A vocabulary that can be used. Raises NotFound for a name nobody knows, FaultyVocabulary with the first
        fault of the office's file unless an earlier reading of it was good: then that one goes on."""
        mark = self._mark(name)
        held = self._read.get(name)
        if held is not None and held[0] == mark:
            return held[1]
        found = self.look(name)
        if found.faults:
            if held is None:
                raise FaultyVocabulary(file=self.path(name), line=found.faults[0].line, why=found.faults[0].sentence)
            found = held[1]
        self._read[name] = (mark, found)
        return found

    def look(self, name: str) -> Vocabulary:
        """A vocabulary as its file says now, with all its faults."""
        kind, path = _kind(name), self.path(name)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return shipped(name)
        except OSError as error:
            raise Unavailable(what=str(path), why=str(error)) from error
        return check(kind, content)

    def put(self, name: str, content: bytes | None) -> None:
        """Make `content` the office's own file, or None: go back to what is shipped. What has faults is refused.

        Raises FaultyVocabulary, DiskFull, Unavailable; then the old file stands."""
        path = self.path(name)
        if content is not None and (faults := check(_kind(name), content).faults):
            raise FaultyVocabulary(file=f"{name}.csv", line=faults[0].line, why=faults[0].sentence)
        if content is None:
            with told(str(path)):
                path.unlink(missing_ok=True)
        else:
            write_whole(path, content)

    def own(self, name: str) -> bytes | None:
        """The office's own file; None where it has none."""
        path = self.path(name)
        return path.read_bytes() if path.exists() else None

    def _mark(self, name: str) -> Mark:
        try:
            found = self.path(name).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size


def check(kind: Kind, content: bytes) -> Vocabulary:
    """What a file would be as the office's own, with all its faults."""
    text, faults = decoded(content)
    if faults:
        return Vocabulary(kind, (), faults, own=True)
    return read_vocabulary(kind, text, own=True)


def shipped(name: str) -> Vocabulary:
    """What Lontar ships. Raises NotFound."""
    return read_vocabulary(_kind(name), (files("office.vocabularies") / f"{name}.csv").read_text("utf-8"))


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotFound(what=f"Vocabulary {name}")
    return KINDS[name]
