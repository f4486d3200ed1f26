"""Archives made well and made by hand, and what came out of an upload."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from ingest.settings import Settings
from ingest.unfold import Part, unfold
from tests import files

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
