"""What a file is, by its content: names and what a sender says about them are not believed."""

import mmap
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

HEAD = 8192
END_SEARCH = 65_557
"""The end of a ZIP's list of files is 22 bytes and a comment of at most 65,535."""
LONGEST_DIRECTORY = 1 << 20
"""Bytes; a part of a document takes about a hundred."""
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
    """Office documents are ZIP archives too; one whose directory is broken is called a ZIP and refused there.

    This is asked outside of the sandbox, so a directory longer than any document's is not even read."""
    if _directory_size(path) > LONGEST_DIRECTORY:
        return ZIP
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
            if "[Content_Types].xml" in names and any(MAIN.fullmatch(name) for name in names):
                return DOCX
            said = archive.getinfo("mimetype") if "mimetype" in names else None
            if said and said.file_size < 200 and said.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                return ODT if archive.read("mimetype").strip() == ODT.encode() else ZIP
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError):
        return ZIP
    return ZIP


def _directory_size(path: Path) -> int:
    """Bytes of the list of files as its end says them (APPNOTE.TXT 4.3.16), where Python's reader finds it too."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - END_SEARCH))
        found = stream.read()
    end = found.rfind(b"PK\5\6")
    return int.from_bytes(found[end + 12 : end + 16], "little") if end >= 0 else 0


def _is_mail(head: bytes) -> bool:
    """Mail begins with header lines; two of those every message has are asked for, so that a note is no mail."""
    start = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), maxsplit=1)[0]
    if not re.match(rb"(From .*\n)?[A-Za-z][A-Za-z0-9-]*:", start):
        return False
    return len({match.group(1).lower() for match in HEADER.finditer(start)}) >= 2
