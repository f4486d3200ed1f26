"""What a file is, by its content: names and what a sender says about them are not believed."""

import io
import mmap
import os
import re
import struct
import zipfile
import zlib
from pathlib import Path

PDF = "application/pdf"
TIFF = "image/tiff"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
HEIC = "image/heic"
ZIP = "application/zip"
MAIL = "message/rfc822"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

IMAGES = frozenset({TIFF, JPEG, PNG, WEBP, HEIC})
TEXTS = frozenset({DOCX, ODT, MAIL})
"""Kinds that are read as text and have no page image."""
PRINTED = frozenset({DOCX, ODT})
"""Those of them that become a PDF where LibreOffice is."""

HEAD = 8192
MOST_READ = 1 << 20
"""Bytes of a ZIP that are read to know its kind; in its list of files a part of a document takes about a hundred."""
MAIN = re.compile(r"word/document\d*\.xml")
"""The body of a .docx; some programs number it."""
SIGNATURES = (
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),  # BigTIFF
    (b"MM\0+", TIFF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
)
# Brands of ISO/IEC 23008-12 for HEVC pictures; AVIF has brands of its own and is not taken.
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
OUTLOOK = bytes.fromhex("789f3e22")
"""[MS-OXTNEF] 2.1.3.1: the signature, least significant byte first."""
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
HEADER = re.compile(rb"(?im)^(from|to|subject|date|message-id|received|return-path|mime-version|delivered-to):")


def kind_of(path: Path) -> str | None:
    """The media type of the file at `path`, None for a kind that is not taken (empty files too)."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in HEIF_BRANDS else None
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return _packed(path)
    if _is_mail(head):
        return MAIL
    # The PDF reference lets up to 1,024 bytes stand before the header, and gateways use that.
    return PDF if b"%PDF-" in head[:1024] else None


def is_outlook(path: Path) -> bool:
    """Whether this is winmail.dat, in which Outlook wraps attachments for others of its kind."""
    with path.open("rb") as stream:
        return stream.read(len(OUTLOOK)) == OUTLOOK


def is_locked_office(path: Path) -> bool:
    """Whether this is a .docx, .xlsx or .pptx with a password: a compound file that holds an encrypted package.

    ([MS-OFFCRYPTO] 2.3; a compound file names its streams in UTF-16 in a directory that can lie anywhere in it.)
    """
    if path.stat().st_size < len(COMPOUND):
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content[: len(COMPOUND)] == COMPOUND and content.find(LOCKED_STREAM) >= 0


def _packed(path: Path) -> str:
    """Office documents are ZIP archives too; one whose directory is broken is called a ZIP and refused there."""
    try:
        with _Sparing(path) as stream, zipfile.ZipFile(stream) as archive:
            names = frozenset(archive.namelist())
            if "[Content_Types].xml" in names and any(MAIN.fullmatch(name) for name in names):
                return DOCX
            said = archive.getinfo("mimetype") if "mimetype" in names else None
            if said and said.file_size < 200 and said.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                with archive.open(said) as member:  # read to its end, one that lies of its size unpacks to gigabytes
                    return ODT if member.read(200).strip() == ODT.encode() else ZIP
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError):
        return ZIP
    return ZIP


class _Sparing(io.FileIO):
    """A file of which at most MOST_READ bytes are given out: no list of files longer than that is parsed outside of the
    sandbox, whichever of a ZIP's records (APPNOTE.TXT 4.3.14 to 4.3.16) says how long it is. Raises OSError."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.left = MOST_READ

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            size = max(0, os.fstat(self.fileno()).st_size - self.tell())
        self.left -= size
        if self.left < 0:
            raise OSError("longer than what is read to know a kind")
        return super().read(size) or b""


def _is_mail(head: bytes) -> bool:
    """Mail begins with header lines; two of those every message has are asked for, so that a note is no mail."""
    start = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), maxsplit=1)[0]
    if not re.match(rb"(From .*\n)?[A-Za-z][A-Za-z0-9-]*:", start):
        return False
    return len({match.group(1).lower() for match in HEADER.finditer(start)}) >= 2
