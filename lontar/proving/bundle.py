"""Evidence of one letter as a file (ZIP) that verifies far from here: its originals, the verdict on their signatures,
what happened to it, and the proof that this stands in the log.

verify.py in it needs Python alone. Of other letters nothing is in it but the hashes of their events.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from lontar import letters, past
from lontar.facts import since
from lontar.proving.head import Head, head
from lontar.wiring import House
from office.access import Reader
from schemas.event import Event
from schemas.stored import now
from schemas.times import in_json
from store.chain import START, canonical, event_id
from store.contract import Row

ACTION = "letter.export"
SIDES = ("before", "after")
CHUNK = 1 << 20
OF_OTHERS = ("thread", "duplicates", "within", "overtaken")
"""What is said of a letter that tells of other letters: the holder of a bundle may not be a reader of these."""
README = """Evidence of one letter / Bukti satu surat
==========================================

Verify it / Verifikasi:      python verify.py

originals/    the bytes as they were received / naskah asli sebagaimana diterima
letter.json   what is said of it, and the verdict on its signatures when they were verified
history.json  each event with its values, its salt, and its place in the log
proof.json    the head of the log when this was made
manifest.json the SHA-256 of every file here

Values that are missing were erased under the retention schedule, or tell of what you may not read: their hash stands.
"""


class Bundle:
    """Writes the files of a bundle and their list."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._at = archive, now().timetuple()[:6]
        self._listed: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        self._listed[name] = hashlib.sha256(content).hexdigest()
        self._archive.writestr(zipfile.ZipInfo(name, self._at), content, zipfile.ZIP_DEFLATED)

    def copy(self, name: str, source: BinaryIO, sha256: str) -> None:
        """The list says what the original is to be: bytes that are not it any more are found by verify.py."""
        self._listed[name] = sha256
        with self._archive.open(zipfile.ZipInfo(name, self._at), "w", force_zip64=True) as out:
            shutil.copyfileobj(source, out, CHUNK)

    def close(self) -> None:
        self._archive.writestr(zipfile.ZipInfo("manifest.json", self._at), json.dumps(self._listed, indent=0))


def write(house: House, reader: Reader, id: str, out: BinaryIO) -> Head:
    """Write the evidence of a letter; the head that it rests on. Raises NotFound, Forbidden."""
    row = letters.letter_for(house, reader, id, ACTION)
    events = sorted(since(house, id, 0), key=lambda event: int(event["sequence"]))
    found = head(house, [int(event["sequence"]) for event in events])
    with zipfile.ZipFile(out, "w") as archive:
        bundle = Bundle(archive)
        originals = list(_originals(house, reader, row))
        for _file, name, sha256 in originals:
            with house.originals.open(sha256) as source:
                bundle.copy(name, source, sha256)
        shown = {name: value for name, value in letters.show(house, reader, id).items() if name not in OF_OTHERS}
        said = shown | {
            "originals": [{"file": name, "sha256": sha256, "name": file["name"]} for file, name, sha256 in originals],
            "verdicts": [
                {"file": name, "verdict": file["verdict"]} for file, name, _ in originals if file.get("verdict")
            ],
        }
        bundle.add("letter.json", _json(said))
        bundle.add("history.json", _json(_history(house, reader, id, events, found)))
        bundle.add("proof.json", _json(found.said()))
        bundle.add("verify.py", files("lontar.proving").joinpath("verify.py").read_bytes())
        bundle.add("README.txt", README.encode())
        bundle.close()
    return found


def name_of(id: str) -> str:
    return f"evidence-{id}.zip"


def _originals(house: House, reader: Reader, row: Row) -> Iterator[tuple[Row, str, str]]:
    """Each file of the letter with its name in the bundle and its hash. Raises NotFound for one of which the reader
    may read only some pages."""
    for file in row["files"]:
        original = letters.original_for(house, reader, row, file["no"])
        ending = PurePosixPath(file["name"]).suffix.lower()
        safe = ending if ending[1:].isalnum() and ending.isascii() else ""
        yield file, f"originals/{file['no']}{safe}", original["sha256"]


def _history(house: House, reader: Reader, id: str, events: list[Row], found: Head) -> list[dict[str, Any]]:
    """Each event as it was sealed, the link before it, its way up to the root; its values where the reader may know
    them all."""
    known = {one["sequence"]: one for one in past.history(house, reader, id)}
    return [
        {
            "event": json.loads(canonical({name: value for name, value in event.items() if name != "values"})),
            "previous": _link(house, int(event["sequence"]) - 1),
            "path": found.paths[int(event["sequence"])],
            "values": _values(event, known.get(event["sequence"], {})),
        }
        for event in events
    ]


def _values(event: Row, known: dict[str, Any]) -> dict[str, Any]:
    """Salt, before and after; nothing of a side that tells of what the reader may not know."""
    values = event["values"]
    sides = {side: values[side] for side in SIDES if values.get(side) and values[side] == known.get(side)}
    return json.loads(canonical({"salt": values["salt"]} | sides)) if sides else {}


def _link(house: House, number: int) -> str:
    """The chain's value at an event; before the first one that which it begins with."""
    found = house.store.get(Event, event_id(number)) if number else None
    return str(found["chain"]) if found else START


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=in_json).encode("utf-8", "surrogatepass")
