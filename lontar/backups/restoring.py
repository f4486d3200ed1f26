"""An archive made of backups, in a home and a store where nothing is yet: all of it looked at before anything is
written, and proven afterwards.

Whatever cuts it off, it goes on when it is called again with the same files: until its end a mark stands in the store
(schemas/move.py), with which nothing opens it.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lontar.backups import container, files
from lontar.backups.age import Key
from lontar.backups.container import DOCUMENTS, Part, Reading
from lontar.backups.errors import DamagedBackup, MissingBackup, NotEmpty
from lontar.backups.manifest import MANIFEST, Manifest
from lontar.move import Place, kinds
from schemas.event import INSTALLATION
from schemas.move import MOVE, Move
from schemas.stored import Stored
from store.changes import Changes, Happened, Remove
from store.contract import Ledgers, Row
from store.fixity import digest
from store.segments import rows

VERB = "archive.restored"
Tell = Callable[[str], None]


@dataclass
class Restored:
    """What was brought back: documents by collection, originals, files of the home."""

    manifest: Manifest
    documents: dict[str, int] = field(default_factory=dict)
    originals: int = 0
    bytes: int = 0
    files: int = 0


def restore(some: Sequence[Path], key: Key, home: Path, target: Place, tell: Tell) -> Restored:
    """The archive as the newest of the backups has it.

    Raises NoBackup, LockedBackup, DamagedBackup, MissingBackup and NotEmpty before anything is written, then what
    stores and originals raise."""
    manifests = {file: _proven(file, key, tell) for file in some}
    newest = _whole(manifests)
    restoring = _Restoring(newest, home, target)
    _mark(target, newest)
    for file in some:
        for part in container.parts(file, key):
            restoring.bring(file, part)
            tell(f"restored: originals {restoring.found.originals}")
    target.store.receive_ledgers(Ledgers(newest.counters, newest.cursors))
    return restoring.found


def end(found: Restored, target: Place, operator: str) -> None:
    """From here on the archive is one like others; its log tells where it came from."""
    mark = target.store.get(Move, MOVE) or {}
    after = {"backup": found.manifest.id, "made_at": found.manifest.made_at, "sealed": found.manifest.sealed}
    happened = Happened(VERB, f"backups/{found.manifest.id}", INSTALLATION, operator=operator, after=after)
    target.store.commit(Changes(removes=(Remove(Move, MOVE, mark["version"]),), events=(happened,)))


def _proven(file: Path, key: Key, tell: Tell) -> Manifest:
    """Every part of a file held against its name. Raises what `parts` does, and DamagedBackup."""
    seen: list[str] = []
    content = None
    spoiled: list[str] = []
    for part in container.parts(file, key):
        tell(f"{file.name}: part {len(seen)}")
        if not part.folder:
            content = part.stream.read(container.LARGEST) if part.name == MANIFEST else content
            continue
        if part.folder == DOCUMENTS:
            container.unzipped(file, part)
        elif digest(part.stream) != part.name:
            spoiled.append(part.name)
        seen.append(part.name)
    found = container.parsed(file, content)
    if changed := sorted(set(spoiled) - set(found.damaged)):
        raise DamagedBackup(file=file.name, why=f"{len(changed)} of its parts were changed, {changed[0]} among them")
    if set(found.here) != set(seen):
        raise DamagedBackup(file=file.name, why="its parts are not those of its list")
    return found


def _whole(manifests: dict[Path, Manifest]) -> Manifest:
    """The newest one, of which every part is in one of the files. Raises MissingBackup, DamagedBackup."""
    (file, newest), *others = sorted(manifests.items(), key=lambda one: (one[1].sealed, one[1].made_at), reverse=True)
    for other, manifest in others:
        if manifest.archive != newest.archive:
            raise DamagedBackup(file=other.name, why="it is of another archive than the others")
    by_id = {manifest.id: manifest for manifest in manifests.values()}
    there: set[str] = set()
    one: Manifest | None = newest
    while one is not None:
        there |= set(one.here)
        if one.on and one.on not in by_id and newest.wanted() - there:
            raise MissingBackup(file=file.name, missing=one.on_name or one.on)
        one = by_id.get(one.on)
    if newest.wanted() - there:
        raise DamagedBackup(file=file.name, why="parts of it are in none of the files")
    return newest


def _mark(target: Place, newest: Manifest) -> None:
    """The store says what is restored into it. Raises NotEmpty when it holds anything else."""
    mark = target.store.get(Move, MOVE)
    if mark is not None and mark["archive"] == newest.id:
        return
    if mark is not None:
        raise NotEmpty(where=target.address, why="half of another archive is there")
    if any(target.store.count(kind) for kind in kinds()) or target.store.ledgers() != Ledgers({}, {}):
        raise NotEmpty(where=target.address, why="an archive is in it")
    if next(target.originals.every(), None):
        raise NotEmpty(where="The place of originals", why="originals are there")
    target.store.commit(Changes.of(Move(id=MOVE, archive=newest.id)))


class _Restoring:
    """One archive on its way back: what is still wanted, and where each part belongs."""

    def __init__(self, newest: Manifest, home: Path, target: Place) -> None:
        """Raises DamagedBackup for documents of a kind that nobody knows here."""
        self.found = Restored(newest)
        self._home, self._target, self._left = home, target, newest.wanted()
        by_name = {kind.collection(): kind for kind in kinds()}
        for name, pieces in newest.documents.items():
            if pieces and name not in by_name:
                raise DamagedBackup(file=newest.id, why=f"{name} are not known to this version of Lontar")
        self._kinds = {piece: by_name[name] for name, pieces in newest.documents.items() for piece in pieces}
        self._originals = {sha256 for sha256, _ in newest.originals}
        self._paths: dict[str, list[str]] = {}
        for path, name in newest.files.items():
            self._paths.setdefault(name, []).append(path)

    def bring(self, file: Path, part: Part) -> None:
        """Bring a part to its place, if it is wanted and not there yet."""
        if not part.folder or part.name not in self._left:
            return
        self._left.discard(part.name)
        if part.folder == DOCUMENTS:
            self._documents(self._kinds[part.name], rows(container.unzipped(file, part)))
        elif part.name not in self._paths:
            self._original(file, part.name, part.stream)
        else:
            content = part.stream.read(files.LARGEST)
            for path in self._paths[part.name]:
                files.put_back(self._home, path, content)
                self.found.files += 1
            if part.name in self._originals:  # the same bytes lay in the home too
                self._original(file, part.name, io.BytesIO(content))

    def _original(self, file: Path, name: str, stream: Reading | io.BytesIO) -> None:
        sha256, size = self._target.originals.put(stream, f"original {name}")  # type: ignore[arg-type]
        self.found.originals, self.found.bytes = self.found.originals + 1, self.found.bytes + size
        if sha256 != name:
            raise DamagedBackup(file=file.name, why=f"original {name} was changed")

    def _documents(self, kind: type[Stored], some: list[Row]) -> None:
        self._target.store.receive(kind, some, [row["_id"] for row in some])  # of one cut off some may be there
        name = kind.collection()
        self.found.documents[name] = self.found.documents.get(name, 0) + len(some)
