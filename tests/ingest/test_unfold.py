"""What an upload holds: archives and mails as people send them, and as somebody makes them who means harm."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.settings import Settings
from ingest.unfold import Part, unfold
from paper import kinds
from paper.kinds import MAIL, PDF, ZIP, kind_of
from paper.sandbox import Sandbox
from tests import documents, files

GOOD = files.pdf()


def parts(folder: Path, content: bytes, name: str = "kiriman.zip", **settings: int) -> list[Part]:
    into = folder / "into"
    into.mkdir(exist_ok=True)
    found = unfold(files.written(folder, "upload", content), name, into, Settings(**settings))  # type: ignore[arg-type]
    outside = [path for path in folder.rglob("*") if path.is_file() and path.name != "upload" and path.parent != into]
    assert outside == []
    return found


def told(found: list[Part]) -> list[tuple[int, str, str]]:
    """Letter, name, and "body", "enclosure" or what is wrong."""
    return [(one.letter, one.name, one.error.code if one.error else one.part) for one in found]


def archive(*members: tuple[str | zipfile.ZipInfo, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as into:
        for name, content in members:
            into.writestr(name, content, way)
    return out.getvalue()


def raw(*members: tuple[bytes, bytes], utf8: bool = False, **said: int) -> bytes:
    """An archive made by hand. `said`: `size`, `packed`, `crc`, `way`, `flags`, `offset` that every member claims."""
    body, directory = b"", b""
    for name, content in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = packer.compress(content) + packer.flush()
        flags = said.get("flags", 0) | (0x800 if utf8 else 0)
        size, packed = said.get("size", len(content)), said.get("packed", len(data))
        way, crc = said.get("way", 8), said.get("crc", zlib.crc32(content))
        common = struct.pack("<HHHHHLLLHH", 20, flags, way, 0, 33, crc, packed, size, len(name), 0)
        offset = said.get("offset", len(body))
        body += b"PK\3\4" + common + name + data
        directory += b"PK\1\2" + b"\x14\3" + common + struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name
    end = struct.pack("<HHHHLLH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


def test_a_plain_file_is_itself(tmp_path: Path) -> None:
    (one,) = parts(tmp_path, GOOD, "surat.pdf")
    assert (one.name, one.kind, one.path, one.error) == ("surat.pdf", PDF, tmp_path / "upload", None)


def test_each_file_of_an_archive_is_a_letter_and_litter_is_none(tmp_path: Path) -> None:
    litter = ("__MACOSX/._a.pdf", "dua/._b.pdf", ".DS_Store", "dua/Thumbs.db")
    members = [("a.pdf", GOOD), *[(name, b"x") for name in litter], ("kosong/", b""), ("dua/b.pdf", GOOD + b"\n")]
    found = parts(tmp_path, archive(*members))
    assert told(found) == [(0, "a.pdf", "body"), (1, "b.pdf", "body")]
    assert [one.path.read_bytes() for one in found] == [GOOD, GOOD + b"\n"]


NAMES: dict[bytes, str] = {
    b"../../jahat.pdf": "jahat.pdf",
    b"/etc/passwd.pdf": "passwd.pdf",
    b"C:\\Windows\\a.pdf": "a.pdf",
    b"..\\..\\a.pdf": "a.pdf",
    b"..": "_",
    b"a/..": "_",
    b".": "_",
    b"a.pdf\0.exe": "a.pdf",
    b"surat\n\x1b[31m.pdf": "surat__[31m.pdf",
    "surat – n° 1.pdf".encode(): "surat – n° 1.pdf",
    b"caf\x82.pdf": "café.pdf",
    b"a" * 60_000 + b".pdf": "a" * 251 + ".pdf",
    "é".encode() * 1000: "é" * 127,
}


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:20]))
def test_a_name_is_shown_and_never_where_a_file_is_written(tmp_path: Path, name: bytes) -> None:
    found = parts(tmp_path, raw((name, GOOD)))
    assert told(found) == [(0, NAMES[name], "body")]
    assert found[0].path.parent == tmp_path / "into"
    assert found[0].path.read_bytes() == GOOD


def test_a_name_that_says_it_is_utf8_is_taken_as_such(tmp_path: Path) -> None:
    assert told(parts(tmp_path, raw(("surat – 1.pdf".encode(), GOOD), utf8=True))) == [(0, "surat – 1.pdf", "body")]


def test_files_of_one_name_are_letters_of_their_own(tmp_path: Path) -> None:
    found = parts(tmp_path, raw((b"a.pdf", GOOD), (b"a.pdf", GOOD + b"\n"), (b"dua/a.pdf", GOOD)))
    assert told(found) == [(0, "a.pdf", "body"), (1, "a.pdf", "body"), (2, "a.pdf", "body")]
    assert len({one.path for one in found}) == 3


def test_a_link_is_a_file_that_says_where_it_leads_and_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.pdf")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    found = parts(tmp_path, archive((link, b"/etc/passwd"), ("b.pdf", GOOD)))
    assert told(found) == [(0, "kiriman.zip/a.pdf", "unknown-kind"), (1, "b.pdf", "body")]
    assert not any(path.is_symlink() for path in (tmp_path / "into").iterdir())


ONE_BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked": (lambda: raw((b"a.pdf", GOOD), flags=1), "locked"),
    "locked in the newer way": (lambda: raw((b"a.pdf", GOOD), flags=1, way=99), "locked"),
    "another checksum": (lambda: raw((b"a.pdf", GOOD), crc=1), "broken-member"),
    "larger than it says": (lambda: raw((b"a.pdf", GOOD), size=10), "broken-member"),
    "packed in an unknown way": (lambda: raw((b"a.pdf", GOOD), way=9), "broken-member"),
    "no data of bzip2": (lambda: raw((b"a.pdf", GOOD), way=12), "broken-member"),
    "no data of LZMA": (lambda: raw((b"a.pdf", GOOD), way=14), "broken-member"),
    "empty": (lambda: raw((b"a.pdf", b"")), "empty-file"),
    "a program": (lambda: raw((b"a.pdf", b"\x7fELF" + bytes(100))), "unknown-kind"),
    "an archive, be it itself": (lambda: raw((b"a.pdf", archive(("b.pdf", GOOD)))), "nested-archive"),
    "a locked document": (lambda: raw((b"a.pdf", documents.locked_office())), "locked"),
    "winmail.dat": (lambda: raw((b"a.pdf", bytes.fromhex("789f3e22") + bytes(100))), "outlook-only"),
    "a bomb": (lambda: raw((b"a.pdf", GOOD + bytes(4 << 20))), "bomb"),
    "a bomb that lies": (lambda: raw((b"a.pdf", GOOD + bytes(4 << 20)), size=len(GOOD)), "broken-member"),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_BAD)
def test_a_bad_file_in_an_archive_is_refused_by_name(tmp_path: Path, name: str) -> None:
    make, code = ONE_BAD[name]
    (one,) = parts(tmp_path, make())
    assert told([one]) == [(0, "kiriman.zip/a.pdf", code)]
    assert "kiriman.zip/a.pdf" in str(one.error)


def test_a_file_that_is_whole_by_its_checksum_is_taken_whatever_its_size_was_said_to_be(tmp_path: Path) -> None:
    (one,) = parts(tmp_path, raw((b"a.pdf", GOOD), size=len(GOOD) + 1000))
    assert one.path.read_bytes() == GOOD


def test_and_the_others_are_taken(tmp_path: Path) -> None:
    content = archive(("a.pdf", GOOD), ("b.pdf", b"?"), ("c.pdf", b""), ("d.pdf", GOOD))
    assert told(parts(tmp_path, content)) == [
        (0, "a.pdf", "body"),
        (1, "kiriman.zip/b.pdf", "unknown-kind"),
        (2, "kiriman.zip/c.pdf", "empty-file"),
        (3, "d.pdf", "body"),
    ]


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_way_of_packing_that_python_knows(tmp_path: Path, way: int) -> None:
    (one,) = parts(tmp_path, archive(("a.pdf", GOOD), way=way))
    assert one.path.read_bytes() == GOOD


WHOLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing in it": (archive, "empty-archive"),
    "litter only": (lambda: archive((".DS_Store", b"x")), "empty-archive"),
    "cut off": (lambda: archive(("a.pdf", GOOD))[:-30], "broken-archive"),
    "no list of files": (lambda: archive(("a.pdf", GOOD)).replace(b"PK\1\2", b"PK\1\3"), "broken-archive"),
    "files that share their bytes": (lambda: raw((b"a.pdf", GOOD), (b"b.pdf", GOOD), offset=0), "broken-archive"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_bad_archive_is_refused_as_a_whole(tmp_path: Path, name: str) -> None:
    make, code = WHOLE[name]
    (one,) = parts(tmp_path, make())
    assert one.error is not None
    assert one.error.code == code
    assert "kiriman.zip" in str(one.error)


def test_the_limits_are_settings(tmp_path: Path) -> None:
    content = archive(*[(f"{n}.pdf", GOOD) for n in range(5)])
    (one,) = parts(tmp_path, content, zip_files=4)
    assert told([one]) == [(0, "kiriman.zip", "archive-too-large")]
    assert "5 files" in str(one.error)
    assert len(parts(tmp_path, content, zip_files=5)) == 5
    large = archive(*[(f"{n}.pdf", GOOD + bytes(200_000)) for n in range(6)])
    assert told(parts(tmp_path, large, zip_mb=1, zip_ratio=10_000)) == [(0, "kiriman.zip", "archive-too-large")]
    assert len(parts(tmp_path, large, zip_mb=2, zip_ratio=10_000)) == 6
    assert {
        one.error.code for one in parts(tmp_path, large, zip_ratio=2) if one.error
    } == set()  # a MiB is never a bomb


def test_what_is_unpacked_is_weighed_and_not_what_is_said_of_it(tmp_path: Path) -> None:
    message = documents.mail()
    for number in range(3):
        message.add_attachment(GOOD + bytes(600_000), maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert told(parts(tmp_path, bytes(message), "surat.eml", zip_mb=1)) == [
        (0, "surat.eml", "body"),
        (0, "0.pdf", "enclosure"),
        (0, "surat.eml/1.pdf", "archive-too-large"),
        (0, "surat.eml/2.pdf", "archive-too-large"),
    ]


def test_attachments_of_a_mail_are_enclosures_of_its_letter(tmp_path: Path) -> None:
    message = documents.mail()
    message.add_attachment(GOOD, maintype="application", subtype="pdf", filename="../a.pdf")
    message.add_attachment(GOOD, maintype="application", subtype="octet-stream")
    message.add_attachment(b"?", maintype="application", subtype="x", filename="b.bin")
    found = parts(tmp_path, bytes(message), "surat.eml")
    assert told(found) == [
        (0, "surat.eml", "body"),
        (0, "a.pdf", "enclosure"),
        (0, "2", "enclosure"),
        (0, "surat.eml/b.bin", "unknown-kind"),
    ]
    assert [one.kind for one in found[:2]] == [MAIL, PDF]


def test_an_archive_attached_to_a_mail_holds_enclosures_and_a_mail_brings_its_own(tmp_path: Path) -> None:
    inner = documents.mail("Dalam")
    inner.add_attachment(GOOD, maintype="application", subtype="pdf", filename="dalam.pdf")
    outer = documents.mail("Luar")
    packed = archive(("a.pdf", GOOD), ("b.zip", archive(("c.pdf", GOOD))), ("d.txt", b"?"))
    outer.add_attachment(packed, maintype="application", subtype="zip", filename="pindaian.zip")
    outer.add_attachment(inner)
    found = parts(tmp_path, archive(("satu.eml", bytes(outer)), ("dua.pdf", GOOD)))
    assert told(found) == [
        (0, "satu.eml", "body"),
        (0, "kiriman.zip/satu.eml/pindaian.zip", "nested-archive"),
        (0, "2", "enclosure"),
        (0, "dalam.pdf", "enclosure"),
        (1, "dua.pdf", "body"),
    ]
    assert told(parts(tmp_path, bytes(outer), "satu.eml")) == [
        (0, "satu.eml", "body"),
        (0, "a.pdf", "enclosure"),
        (0, "satu.eml/pindaian.zip/b.zip", "nested-archive"),
        (0, "satu.eml/pindaian.zip/d.txt", "unknown-kind"),
        (0, "2", "enclosure"),
        (0, "dalam.pdf", "enclosure"),
    ]


def test_mails_in_mails_end_at_the_third(tmp_path: Path) -> None:
    message = documents.mail("0")
    for number in range(1, 6):
        outer = documents.mail(str(number))
        outer.add_attachment(message)
        message = outer
    found = parts(tmp_path, bytes(message), "surat.eml")
    assert [one.error.code if one.error else one.kind for one in found] == [MAIL, MAIL, MAIL, "nested-archive"]


def test_an_archive_damaged_anywhere_gives_files_or_reasons(tmp_path: Path) -> None:
    whole = archive(("a.pdf", GOOD), ("b.pdf", GOOD))
    for place in range(4, len(whole), 7):
        for mask in (0xFF, 0x01):
            for one in parts(tmp_path, whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :]):
                assert one.error is not None or one.path.stat().st_size > 0


def list_of(count: int, *, before: bytes = b"", zip64: bool = False, hidden: bool = False) -> bytes:
    """An archive whose list names `count` files. Its last record tells the length of the list; `zip64`: that record
    says 100 bytes, and the ZIP64 record before it the truth (APPNOTE.TXT 4.3.14); `hidden`: it holds, as where the list
    begins, the sign of a record, which who searches from the end finds first."""
    directory = (b"PK\1\2" + bytes(24) + b"\1\0" + bytes(16) + b"a") * count
    body = b"PK\3\4" + bytes(26) + before + directory
    size, start = len(directory), int.from_bytes(b"PK\5\6", "little") if hidden else 30
    if zip64:
        record = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, 30)
        body += record + struct.pack("<4sLQL", b"PK\6\7", 0, len(body), 1)
        size = 100
    return body + b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 65535, 65535, size, start, 0)


LONG_LISTS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: list_of(300_000),
    "behind other bytes": lambda: list_of(300_000, before=bytes(70_000)),
    "ZIP64": lambda: list_of(300_000, zip64=True),
    "ZIP64, behind other bytes": lambda: list_of(300_000, before=bytes(70_000), zip64=True),
    "a record within the record": lambda: list_of(300_000, hidden=True),
    "the longest comment": lambda: list_of(300_000)[:-2] + b"\xff\xff" + bytes(65_535),
    "a comment and a byte": lambda: list_of(300_000)[:-2] + b"\xff\xff" + bytes(65_536),
    "ZIP64 and a comment": lambda: list_of(300_000, zip64=True)[:-2] + b"\x64\0" + bytes(100),
}


@pytest.mark.parametrize("name", LONG_LISTS)
def test_a_list_of_300_000_files_is_read_in_the_sandbox_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Where it is asked what a file is, outside of the sandbox, not one entry of such a list is looked at, whichever
    record says how long it is."""
    path = files.written(tmp_path, "upload", LONG_LISTS[name]())

    def parsed(*_: object, **__: object) -> None:
        pytest.fail("an entry of the list was parsed")

    monkeypatch.setattr(kinds.zipfile, "ZipInfo", parsed)
    assert kind_of(path) == ZIP


@pytest.mark.parametrize("name", ["plain", "ZIP64"])
def test_there_a_list_of_300_000_files_is_too_large(tmp_path: Path, name: str) -> None:
    path = files.written(tmp_path, "upload", LONG_LISTS[name]())
    with Sandbox(preload=("ingest.unfold",)) as sandbox:
        (one,) = sandbox.call(unfold, path, "a.zip", tmp_path, seconds=60.0)
    assert one.error.code == "archive-too-large"


def test_it_works_in_the_sandbox(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.zip", archive(("a.pdf", GOOD), ("b.pdf", b"?")))
    found: Any
    with Sandbox(preload=("ingest.unfold",)) as sandbox:
        found = sandbox.call(unfold, path, "a.zip", tmp_path, seconds=60.0)
    assert told(found) == [(0, "a.pdf", "body"), (1, "a.zip/b.pdf", "unknown-kind")]
