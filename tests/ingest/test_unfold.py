"""What an archive holds, as people send them, and as somebody makes them who means harm."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.unfold import unfold
from paper.kinds import PDF
from paper.sandbox import Sandbox
from tests import documents, files
from tests.ingest.unfolding import GOOD, archive, parts, raw, told


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


def test_an_archive_damaged_anywhere_gives_files_or_reasons(tmp_path: Path) -> None:
    whole = archive(("a.pdf", GOOD), ("b.pdf", GOOD))
    for place in range(4, len(whole), 7):
        for mask in (0xFF, 0x01):
            for one in parts(tmp_path, whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :]):
                assert one.error is not None or one.path.stat().st_size > 0


def test_it_works_in_the_sandbox(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.zip", archive(("a.pdf", GOOD), ("b.pdf", b"?")))
    found: Any
    with Sandbox(preload=("ingest.unfold",)) as sandbox:
        found = sandbox.call(unfold, path, "a.zip", tmp_path, seconds=60.0)
    assert told(found) == [(0, "a.pdf", "body"), (1, "a.zip/b.pdf", "unknown-kind")]
