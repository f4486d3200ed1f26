"""What an uploaded file holds: one file, the files of a ZIP (a letter each), or a mail with its attachments (one)."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.archive import members_of, name_of, opened, unpacked
from ingest.errors import ArchiveTooLarge, EmptyFile, NestedArchive, OutlookOnly, UnknownKind
from ingest.mail import attachments_of
from ingest.names import file_name
from ingest.settings import Settings
from paper.errors import FileFault, Locked
from paper.kinds import MAIL, ZIP, is_locked_office, is_outlook, kind_of
from schemas.errors import LontarError

DEEPEST_MAIL = 3
"""A mail attached to a mail attached to a mail; a mail made to be endless goes deeper."""


@dataclass(frozen=True)
class Part:
    """One file to keep. `letter` numbers the letters of the upload from 0; `part` is "body" or "enclosure".

    With `error` there is nothing to keep: `path` and `kind` say nothing."""

    letter: int
    name: str
    path: Path
    kind: str
    part: str = "body"
    error: LontarError | None = None


def unfold(path: Path, name: str, into: Path, settings: Settings | None = None) -> list[Part]:
    """The parts of the file at `path`, which its sender calls `name`; what is unpacked goes into the folder `into`.

    Never raises for what is wrong with the file: that stands in the part's `error`, and the others go on."""
    try:
        return list(_Unfolding(into, settings or Settings()).file(path, name, name, _Place()))
    except FileFault as error:
        return [Part(0, name, path, "", error=error.named(name))]


@dataclass(frozen=True)
class _Place:
    """Where a file was found: in which letter, as what, under how many mails, and whether inside of a ZIP."""

    letter: int = 0
    part: str = "body"
    mails: int = 0
    packed: bool = False


class _Unfolding:
    """One upload. Where a member or attachment says it lies is never where it is written."""

    def __init__(self, into: Path, settings: Settings) -> None:
        self._into, self._settings = into, settings
        self._files, self._bytes = 0, 0  # unpacked so far

    def file(self, path: Path, name: str, full: str, place: _Place) -> Iterator[Part]:
        """The file as what it is. `full` names it for errors, with what it was found in. Raises FileFault."""
        kind = _known_kind(path, full)
        if kind == ZIP:
            if place.packed:
                raise NestedArchive(file=full)
            yield from self._archive(path, full, place)
        elif kind == MAIL:
            if place.mails >= DEEPEST_MAIL:
                raise NestedArchive(file=full)
            yield Part(place.letter, name, path, MAIL, place.part)
            inner = replace(place, part="enclosure", mails=place.mails + 1)
            for number, attachment in enumerate(attachments_of(path), 1):
                yield from self._kept(attachment.name or str(number), full, inner, [attachment.content])
        else:
            yield Part(place.letter, name, path, kind, place.part)

    def _archive(self, path: Path, full: str, place: _Place) -> Iterator[Part]:
        """A letter for each member; of an archive attached to a mail, an enclosure each."""
        with opened(path, full) as archive:
            members = members_of(archive, full)
            self._check(members, full)
            for number, member in enumerate(members):
                inner = replace(place, part="enclosure", packed=True) if place.mails else _Place(number, packed=True)
                name, ratio = name_of(member), self._settings.zip_ratio
                yield from self._kept(name, full, inner, unpacked(archive, member, full, ratio))

    def _kept(self, given: str, full: str, place: _Place, content: Iterator[bytes] | list[bytes]) -> Iterator[Part]:
        """A file out of another one, written down and looked at; its faults are its own."""
        name = file_name(given)
        target = self._into / f"{self._files:06d}"
        full = f"{full}/{name}"
        try:
            self._count(full)
            with target.open("wb") as out:
                for chunk in content:
                    self._weigh(chunk, full)
                    out.write(chunk)
            yield from self.file(target, name, full, place)
        except FileFault as error:
            yield Part(place.letter, full, target, "", place.part, error.named(full))

    def _check(self, members: list[zipfile.ZipInfo], full: str) -> None:
        """Before anything is unpacked, as the members say of themselves. Raises ArchiveTooLarge."""
        self._demand(full, self._files + len(members), self._bytes + sum(member.file_size for member in members))

    def _count(self, full: str) -> None:
        self._files += 1
        self._demand(full, self._files, self._bytes)

    def _weigh(self, chunk: bytes, full: str) -> None:
        self._bytes += len(chunk)
        self._demand(full, self._files, self._bytes)

    def _demand(self, full: str, files: int, size: int) -> None:
        most = self._settings
        if files > most.zip_files:
            raise ArchiveTooLarge(file=full, what=f"{files} files", limit=f"{most.zip_files} files")
        if size > most.zip_mb << 20:
            raise ArchiveTooLarge(file=full, what=f"{size >> 20} MiB", limit=f"{most.zip_mb} MiB")


def _known_kind(path: Path, full: str) -> str:
    if path.stat().st_size == 0:
        raise EmptyFile(file=full)
    if kind := kind_of(path):
        return kind
    if is_locked_office(path):
        raise Locked(file=full)
    raise (OutlookOnly if is_outlook(path) else UnknownKind)(file=full)
