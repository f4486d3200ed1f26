"""What a file is, by its content: whatever its name says, wherever it was cut off."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from paper import kinds
from paper.kinds import kind_of
from tests import documents, files

MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Banjir\r\n\r\nIsi surat.\r\n"


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("L", (60, 80), 200).save(out, form)
    return out.getvalue()


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 96), "white")).save(out)
    return out.getvalue()


def big_tiff() -> bytes:
    out = io.BytesIO()
    Image.new("L", (60, 80), 200).save(out, "TIFF", big_tiff=True)
    return out.getvalue()


EVERY: dict[str, tuple[Callable[[], bytes], str]] = {
    "PDF": (files.pdf, kinds.PDF),
    "TIFF": (lambda: picture("TIFF"), kinds.TIFF),
    "BigTIFF": (big_tiff, kinds.TIFF),
    "TIFF, big-endian": (lambda: b"MM\0*" + bytes(20), kinds.TIFF),
    "JPEG": (lambda: picture("JPEG"), kinds.JPEG),
    "PNG": (lambda: picture("PNG"), kinds.PNG),
    "WebP": (lambda: picture("WEBP"), kinds.WEBP),
    "HEIC": (heic, kinds.HEIC),
    "ZIP": (lambda: files.packed({"a.pdf": files.pdf()}), kinds.ZIP),
    "ZIP of nothing": (lambda: files.packed({}), kinds.ZIP),
    "mail": (lambda: MAIL, kinds.MAIL),
    "mail out of a mailbox": (lambda: b"From a@example.org Mon Jan  1 00:00:00 2024\n" + MAIL, kinds.MAIL),
    "mail with a byte order mark": (lambda: b"\xef\xbb\xbf" + MAIL, kinds.MAIL),
    "DOCX": (lambda: documents.docx("Isi"), kinds.DOCX),
    "ODT": (lambda: documents.odt("Isi"), kinds.ODT),
}
NONE: dict[str, bytes] = {
    "nothing": b"",
    "a program": b"\x7fELF" + bytes(500),
    "a note": b"Dear Sir,\nI write to you today.\n",
    "a note that begins with a label": b"From: the desk of the mayor\n\nDear Sir\n",
    "a page of the web": b"<!doctype html><p>From: a To: b",
    "AVIF": b"\0\0\0\x20ftypavif" + bytes(40),
    "a film": b"\0\0\0\x20ftypisom" + bytes(40),
    "a sound": b"RIFF\0\0\0\0WAVE",
    "the old Word": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "one byte": b"%",
}


@pytest.mark.parametrize("name", EVERY)
def test_every_kind_is_known_by_its_content_under_any_name(tmp_path: Path, name: str) -> None:
    content, kind = EVERY[name]
    for ending in ("", ".pdf", ".jpg", ".exe"):
        assert kind_of(files.written(tmp_path, f"surat{ending}", content())) == kind


@pytest.mark.parametrize("name", NONE)
def test_what_is_not_taken_has_no_kind(tmp_path: Path, name: str) -> None:
    assert kind_of(files.written(tmp_path, "surat.pdf", NONE[name])) is None


@pytest.mark.parametrize("name", ["PDF", "TIFF", "JPEG", "PNG", "WebP", "HEIC", "ZIP", "DOCX", "ODT"])
def test_a_file_cut_off_anywhere_has_its_own_kind_or_none_and_never_an_exception(tmp_path: Path, name: str) -> None:
    content, kind = EVERY[name]
    whole = content()
    own = {kind, kinds.ZIP} if kind in (kinds.DOCX, kinds.ODT) else {kind}
    for size in (*range(40), *range(40, len(whole), max(1, len(whole) // 50))):
        assert kind_of(files.written(tmp_path, "potong", whole[:size])) in own | {None}


def test_of_a_file_that_is_two_kinds_the_first_bytes_decide(tmp_path: Path) -> None:
    archive = files.packed({"a.txt": b"a"})
    assert kind_of(files.written(tmp_path, "a", files.pdf() + archive)) == kinds.PDF
    assert kind_of(files.written(tmp_path, "b", picture("JPEG") + files.pdf())) == kinds.JPEG
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as out:
        out.writestr("a.pdf", files.pdf())
    assert kind_of(files.written(tmp_path, "c", stored.getvalue())) == kinds.ZIP


def test_a_pdf_may_begin_within_its_first_1024_bytes(tmp_path: Path) -> None:
    assert kind_of(files.written(tmp_path, "a", b"\n" * 1000 + files.pdf())) == kinds.PDF
    assert kind_of(files.written(tmp_path, "b", b"\n" * 2000 + files.pdf())) is None


def test_a_mail_about_pdf_files_is_a_mail(tmp_path: Path) -> None:
    assert (
        kind_of(files.written(tmp_path, "a.eml", MAIL + b"The file begins with %PDF-1.4, what is it?\n")) == kinds.MAIL
    )


def test_an_archive_with_the_names_of_a_document_but_no_content_types_is_a_zip(tmp_path: Path) -> None:
    assert kind_of(files.written(tmp_path, "a.docx", files.packed({"word/document.xml": b"<a/>"}))) == kinds.ZIP
    sheet = files.packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
    assert kind_of(files.written(tmp_path, "b.ods", sheet)) == kinds.ZIP


def one_member(name: bytes, data: bytes, *, size: int, extra: bytes = b"", start: int = 0) -> bytes:
    """An archive of one deflated member that says what it is told to say of its size and place."""
    common = struct.pack("<5H3L2H", 20, 0, 8, 0, 0, 0, len(data), size, len(name), 0)
    body = b"PK\3\4" + common + name + data
    listed = common[:-2] + struct.pack("<4H2L", len(extra), 0, 0, 0, 0, start)
    entry = b"PK\1\2" + struct.pack("<H", 20) + listed + name + extra
    return body + entry + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 1, 1, len(entry), len(body), 0)


def test_a_media_type_that_says_it_is_short_is_not_unpacked_further(tmp_path: Path) -> None:
    """This is asked outside of the sandbox, where nothing stops what takes all the memory."""
    path = files.written(tmp_path, "a.odt", one_member(b"mimetype", zlib.compress(bytes(64 << 20), 9, -15), size=39))
    tracemalloc.start()
    try:
        assert kind_of(path) == kinds.ZIP
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_member_that_lies_beyond_every_file_is_no_exception(tmp_path: Path) -> None:
    extra = struct.pack("<HHQ", 1, 8, 1 << 63)  # APPNOTE.TXT 4.5.3: where the member begins, in 64 bits
    content = one_member(b"mimetype", zlib.compress(b"a", 9, -15), size=1, extra=extra, start=0xFFFFFFFF)
    assert kind_of(files.written(tmp_path, "a.odt", content)) == kinds.ZIP


def test_an_office_document_locked_with_a_password_is_told_from_other_compound_files(tmp_path: Path) -> None:
    assert kinds.is_locked_office(files.written(tmp_path, "a.docx", documents.locked_office()))
    assert not kinds.is_locked_office(files.written(tmp_path, "b.doc", NONE["the old Word"]))
    assert not kinds.is_locked_office(files.written(tmp_path, "c", "EncryptedPackage".encode("utf-16-le")))
    assert not kinds.is_locked_office(files.written(tmp_path, "d", b""))
