"""Archives whose list of files is too long to be looked at outside of the sandbox."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.unfold import unfold
from paper import kinds
from paper.kinds import ZIP, kind_of
from paper.sandbox import Sandbox
from tests import files


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
