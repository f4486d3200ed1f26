"""Letters out of what an upload held: originals first, then letter, arrival, register entry and work in one commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.unfold import Part
from lontar.arriving import arriving
from lontar.dues import Dues
from lontar.intake.profiles import batch_row
from lontar.wiring import House
from office.access import Reader, may_see
from office.grants import grants_of
from routing.registering import registered
from routing.routed import Sent, grants_now
from schemas.arrival import Arrival
from schemas.errors import Conflict, LontarError
from schemas.letter import Letter, LetterFile
from schemas.office import OFFICE, Office
from schemas.stored import derived_id, new_id
from store.changes import Changes, Happened
from store.contract import Row
from work import lease


@dataclass(frozen=True)
class Arrived:
    """What became of one file: status "registered", "duplicate" or "rejected"; `id` is its letter's."""

    file: str
    id: str | None
    status: str
    error: LontarError | None = None

    def as_dict(self) -> dict[str, Any]:
        error = self.error.as_dict() if self.error else None
        return {"file": self.file, "id": self.id, "status": self.status, "error": error}


def kept_file(house: House, number: int, part: Part) -> LetterFile:
    """The original of a part, kept; file `number` of a letter. Raises DiskFull, Unavailable."""
    sha256, size = house.originals.put(part.path, part.name)
    return LetterFile(no=number, name=part.name, sha256=sha256, size=size, kind=part.kind, part=part.part)


def arrived_with(files: Sequence[LetterFile]) -> dict[str, Any]:
    """What the log keeps of files that came: it is by this that an original is proven later (lontar/proving)."""
    found: dict[str, Any] = {"files": [file.name for file in files], "sha256": files[0].sha256}
    return found | ({"others": [{"sha256": file.sha256} for file in files[1:]]} if files[1:] else {})


def known_by(house: House, arrival: Row | None) -> Row | None:
    """The letter that shows the bytes of an arrival; None when they never came, or when it was withdrawn."""
    row = house.store.get(Letter, arrival["letter"]) if arrival else None
    while row is not None and row.get("within"):
        row = house.store.get(Letter, row["within"])
    return row if row is not None and not row.get("withdrawn") else None


@dataclass(frozen=True)
class Keeping:
    """Keeps letters of one upload."""

    house: House
    reader: Reader
    unit: str
    direction: str
    batch: str | None
    priority: int
    upload: str | None
    split: str | None = None
    folder: str | None = None

    def letter(self, parts: list[Part], number: int) -> list[Arrived]:
        """Letter `number` of the upload, of its good parts; the others are rejected by name."""
        rejected = [Arrived(part.name, None, "rejected", part.error) for part in parts if part.error]
        good = [part for part in parts if not part.error]
        if not good:
            return rejected
        try:
            files = [kept_file(self.house, number, part) for number, part in enumerate(good, 1)]
            return [self._registered(files, number, [part.path for part in good]), *rejected]
        except LontarError as error:
            return [Arrived(good[0].name, None, "rejected", error), *rejected]

    def _registered(self, files: list[LetterFile], number: int, paths: Sequence[Path]) -> Arrived:
        """Letter, arrival, register entry, work and event in one commit."""
        id = derived_id(self.upload, number) if self.upload else new_id()
        key = Arrival.key(self.unit, [file.sha256 for file in files])
        while True:
            if self.house.store.get(Letter, id) is not None:
                return Arrived(files[0].name, id, "registered")  # before a crash, or by the same request sent twice
            before = self.house.store.get(Arrival, key)
            known = known_by(self.house, before)
            if known is not None and may_see(self.reader, known):
                return Arrived(files[0].name, known["_id"], "duplicate")
            letter = self._letter(id, files)
            version = before["version"] if before else 0
            arrivals = [] if known is not None else [Arrival(id=key, letter=letter.id, version=version)]
            after = arrived_with(files)
            after |= {"batch": self.batch} if self.batch else {}
            after |= {"folder": self.folder} if self.folder else {}
            event = Happened(
                "letter.arrived", f"letters/{letter.id}", self.reader.person, operator=self.reader.operator, after=after
            )
            changes = Changes.of(letter, lease.waiting(letter.id, self.priority), *arrivals, events=[event])
            changes += arriving(self.house, dict(zip((file.sha256 for file in files), paths, strict=True)))
            if self.direction != "legacy":
                changes += self._entered(letter)
            try:
                self.house.store.commit(changes)
            except Conflict:
                continue  # another client sent, or somebody destroyed, the same bytes at the same moment
            self.house.queue.announce()
            return Arrived(files[0].name, letter.id, "registered")

    def _entered(self, letter: Letter) -> Changes:
        """Its register entry; `letter` may then be read by whoever it was sent to so."""
        of = self.house.store, letter, self.unit, self.direction, self.reader
        due = Dues(self.house).of(letter.to_mongo(), self.unit, letter.added_at)
        entry, changes = registered(*of, at=letter.added_at, due=due)
        letter.grants = grants_now(self.house.store, letter, Sent([dict(entry.to_mongo())], []))
        return changes

    def _letter(self, id: str, files: list[LetterFile]) -> Letter:
        letter = Letter(
            id=id,
            files=files,
            unit=self.unit,
            direction=self.direction,
            batch=self.batch,
            split=self.split,
            folder=self.folder,
            added_by=self.reader.person,
        )
        row = batch_row(self.house, self.unit, self.batch) if self.direction == "legacy" else None
        if row:
            letter.security_class = row["security_class"]
        letter.grants = grants_of(letter.packed(), self.house.store.get(Office, OFFICE))
        return letter
