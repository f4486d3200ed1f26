"""Letters exported: one archive (ZIP) with a table of what is said of them, written as it is sent, kept nowhere."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lontar.indexed import casefile_rows, casefile_said, flat
from lontar.letters import original_for
from lontar.many.jobs import outcomes
from lontar.many.spreadsheet import as_csv
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.errors import LontarError, NotFound
from schemas.job import Job
from schemas.letter import Letter, values_of
from schemas.stored import now
from store.contract import Row

CHUNK = 1 << 20
TABLE = "letters.csv"
COLUMNS = (
    "reference_number", "date", "subject", "sender", "recipients", "letter_type", "urgency",
)  # fmt: skip
"""Fields that the table has, before what else is said of a letter."""
UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
"""What some system does not take in the name of a file."""
LONGEST = 100  # characters of the name of a file
Copy = Callable[[Row], Path]
"""Makes, or finds, the searchable copy of a letter. Raises LontarError."""


def name_of(job: Job) -> str:
    return f"letters-{job.began_at:%Y%m%d-%H%M}.zip" if job.began_at else "letters.zip"


def zipped(house: House, reader: Reader, job: Job, copy: Copy) -> Iterator[bytes]:
    """The archive of a job of an export, in pieces: those of them that the reader may read now."""
    pipe = _Pipe()
    table: list[dict[str, str]] = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for row in _readable(house, reader, job):
            said, number = _said(house, row), len(table) + 1
            stem = f"{number:05} {_safe(said['reference_number'] or row['_id'])}"
            names: list[str] = []
            for name, opened in _files(house, reader, row, stem, copy if job.values.get("form") == "pdf" else None):
                if isinstance(opened, LontarError):
                    said["error"] = f"{opened.title}. {opened}"
                    continue
                yield from _written(archive, pipe, name, opened)
                names.append(name)
            table.append({**said, "files": "; ".join(names)})
        yield from _written(archive, pipe, TABLE, io.BytesIO(_table(table)))
    yield pipe.taken()


def _readable(house: House, reader: Reader, job: Job) -> Iterator[Row]:
    for id, result in outcomes(house, job):
        row = house.store.get(Letter, id) if result == "done" else None
        if row is not None and may_see(reader, row):
            yield row


def _files(
    house: House, reader: Reader, row: Row, stem: str, copy: Copy | None
) -> Iterator[tuple[str, BinaryIO | LontarError]]:
    """The files of a letter, each open or the error that kept it out."""
    if copy is not None:
        try:
            yield f"{stem}.pdf", copy(row).open("rb")
        except LontarError as error:
            yield "", error
        return
    for file in row["files"]:
        try:
            original = original_for(house, reader, row, file["no"])
            yield f"{stem}/{file['no']} {_safe(file['name'])}", house.originals.open(original["sha256"])
        except NotFound as error:
            yield "", error


def _written(archive: zipfile.ZipFile, pipe: "_Pipe", name: str, source: BinaryIO) -> Iterator[bytes]:
    with source, archive.open(zipfile.ZipInfo(name, now().timetuple()[:6]), "w", force_zip64=True) as entry:
        while piece := source.read(CHUNK):
            entry.write(piece)
            yield pipe.taken()


def _said(house: House, row: Row) -> dict[str, str]:
    """A row of the table, but for its files."""
    values, casefile = values_of(row), casefile_rows(house, [row]).get(row.get("casefile") or "")
    own = {
        "security_class": row["security_class"],
        "direction": row["direction"],
        "tags": "; ".join(row.get("tags", ())),
        "casefile": casefile_said(casefile),
        "withdrawn": row.get("withdrawn") or "",
        "id": row["_id"],
        "error": "",
    }
    return {name: flat(values.get(name)) for name in COLUMNS} | own


def _safe(text: str) -> str:
    return UNSAFE.sub("-", text).strip(". ")[-LONGEST:].strip(". ") or "-"


def _table(rows: list[dict[str, str]]) -> bytes:
    return b"".join(as_csv(list(rows[0]), [list(row.values()) for row in rows])) if rows else b""


class _Pipe(io.RawIOBase):
    """What was written since it was last taken; it cannot be sought in, so an archive is written from end to end."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._held += piece
        return len(piece)

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held
