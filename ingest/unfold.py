"""What an uploaded file holds: one file, the files of a ZIP (a letter each), or a mail with its attachments (one)."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.documents import message_of
from ingest.errors import (
    ArchiveTooLarge,
    Bomb,
    BrokenArchive,
    BrokenMember,
    BrokenText,
    EmptyArchive,
    EmptyFile,
    NestedArchive,
    UnknownKind,
)
from ingest.settings import Settings
from paper.errors import FileFault, Locked
from paper.kinds import MAIL, ZIP, kind_of
from schemas.errors import LontarError

CHUNK = 1 << 20
LONGEST_NAME = 255
ENCRYPTED = 0x1
NOT_LETTERS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What operating systems put into archives by themselves."""


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
    settings = settings or Settings()
    try:
        kind = _known_kind(path, name)
        if kind == ZIP:
            return list(_archive(path, name, into, settings))
        if kind == MAIL:
            return list(_mail(path, name, into, 0))
        return [Part(0, name, path, kind)]
    except FileFault as error:
        return [Part(0, name, path, "", error=error)]


def _known_kind(path: Path, name: str) -> str:
    if path.stat().st_size == 0:
        raise EmptyFile(file=name)
    kind = kind_of(path)
    if kind is None:
        raise UnknownKind(file=name)
    return kind


def _archive(path: Path, name: str, into: Path, settings: Settings) -> Iterator[Part]:
    """A letter for each member; where a member lies in the archive is never where it is written."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not _is_litter(one.filename)]
            _check(members, name, settings)
            for number, member in enumerate(members):
                inner = _short(PurePosixPath(member.filename.replace("\\", "/")).name or member.filename)
                target = into / f"{number:06d}"
                try:
                    _unpack(archive, member, target, f"{name}/{inner}", settings)
                    kind = _known_kind(target, f"{name}/{inner}")
                    if kind == ZIP:
                        raise NestedArchive(file=f"{name}/{inner}")
                except FileFault as error:
                    yield Part(number, f"{name}/{inner}", target, "", error=error)
                    continue
                if kind == MAIL:
                    yield from _mail(target, inner, into, number)
                else:
                    yield Part(number, inner, target, kind)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise BrokenArchive(file=name) from error


def _check(members: list[zipfile.ZipInfo], name: str, settings: Settings) -> None:
    if not members:
        raise EmptyArchive(file=name)
    if len(members) > settings.zip_files:
        raise ArchiveTooLarge(file=name, what=f"{len(members)} files", limit=f"{settings.zip_files} files")
    size = sum(member.file_size for member in members)
    if size > settings.zip_mb << 20:
        raise ArchiveTooLarge(file=name, what=f"{size >> 20} MiB", limit=f"{settings.zip_mb} MiB")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, name: str, settings: Settings) -> None:
    """Write one member, believing nothing that its header says of its size."""
    if member.flag_bits & ENCRYPTED:
        raise Locked(file=name)
    most = max(member.compress_size * settings.zip_ratio, CHUNK)
    if member.file_size > most:
        raise Bomb(file=name, limit=settings.zip_ratio)
    written = 0
    try:
        with archive.open(member) as stream, target.open("wb") as out:
            while chunk := stream.read(CHUNK):
                written += len(chunk)
                if written > most:
                    raise Bomb(file=name, limit=settings.zip_ratio)
                out.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BrokenMember(file=name) from error


def _mail(path: Path, name: str, into: Path, letter: int) -> Iterator[Part]:
    """The mail itself, then its attachments as enclosures of the same letter."""
    yield Part(letter, name, path, MAIL)
    try:
        attachments = list(message_of(path).iter_attachments())
    except Exception as error:
        raise BrokenText(file=name) from error
    for number, attachment in enumerate(attachments, 1):
        inner = _short(PurePosixPath((attachment.get_filename() or f"{number}").replace("\\", "/")).name)
        target = into / f"{letter:06d}-{number:03d}"
        content = attachment.get_payload(decode=True)
        target.write_bytes(content if isinstance(content, bytes) else attachment.as_bytes())
        try:
            kind = _known_kind(target, f"{name}/{inner}")
            if kind in (ZIP, MAIL):
                raise NestedArchive(file=f"{name}/{inner}")
        except FileFault as error:
            yield Part(letter, f"{name}/{inner}", target, "", "enclosure", error)
            continue
        yield Part(letter, inner, target, kind, "enclosure")


def _short(name: str) -> str:
    """At most 255 bytes, the ending kept, without control characters."""
    name = "".join(letter if letter.isprintable() else "_" for letter in name) or "_"
    while len(name.encode()) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:-1]}{dot}{ending}" if stem and len(ending) < 10 else name[:-1]
    return name


def _is_litter(name: str) -> bool:
    return name.startswith(NOT_LETTERS[0]) or name.rpartition("/")[2] in NOT_LETTERS[1:]
