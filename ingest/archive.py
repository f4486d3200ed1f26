"""ZIP archives, nothing believed that they say of themselves. `full` names the archive or member for its errors."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import Bomb, BrokenArchive, BrokenMember, EmptyArchive
from paper.errors import Locked

CHUNK = 1 << 20
ENCRYPTED, UTF8 = 0x1, 0x800
"""Flags of a member (APPNOTE.TXT 4.4.4)."""
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    IndexError,
    NotImplementedError,
    RuntimeError,
)
"""What Python's ZIP reader raises on broken archives, and on ways of packing that it does not know."""
NOT_LETTERS = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What operating systems put into archives by themselves, beside __MACOSX/ and ._NAME."""


@contextmanager
def opened(path: Path, full: str) -> Iterator[zipfile.ZipFile]:
    """Raises BrokenArchive."""
    try:
        archive = zipfile.ZipFile(path)
    except FAULTS as error:
        raise BrokenArchive(file=full) from error
    with archive:
        yield archive


def members_of(archive: zipfile.ZipFile, full: str) -> list[zipfile.ZipInfo]:
    """The files that somebody packed. Raises EmptyArchive, and BrokenArchive when two share their bytes: such an
    archive was made to be unpacked to more than it holds."""
    members = [one for one in archive.infolist() if not one.is_dir() and not _is_litter(one.filename)]
    if not members:
        raise EmptyArchive(file=full)
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise BrokenArchive(file=full)
        end = member.header_offset + member.compress_size
    return members


def name_of(member: zipfile.ZipInfo) -> str:
    """Without the flag for it names are in the code page of the first PCs, but many programs write UTF-8 even so."""
    if not member.flag_bits & UTF8:
        try:
            return member.filename.encode("cp437").decode()
        except ValueError:
            pass
    return member.filename


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, full: str, ratio: int) -> Iterator[bytes]:
    """The bytes of a member. Raises Locked, Bomb past `ratio` times its packed size, BrokenMember."""
    if member.flag_bits & ENCRYPTED:
        raise Locked(file=full)
    most, bomb = max(member.compress_size * ratio, CHUNK), Bomb(file=full, limit=ratio)
    if member.file_size > most:
        raise bomb
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                most -= len(chunk)
                if most < 0:
                    raise bomb
                yield chunk
    except (*FAULTS, OSError) as error:
        raise BrokenMember(file=full) from error


def _is_litter(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith("._") or last in NOT_LETTERS
