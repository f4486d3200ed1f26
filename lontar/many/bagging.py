"""Letters exported as a bag (BagIt): originals, text, a searchable copy and what is said of each, with manifests.

Written as it is sent, kept nowhere; what could not be put in is named in the bag itself."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from archive.bag import Bag, portable
from archive.dublin_core import dublin_core
from lontar import VERSION
from lontar.errors import OriginalChanged
from lontar.indexed import casefile_said
from lontar.letters import original_for, show
from lontar.many.jobs import outcomes
from lontar.many.spreadsheet import as_csv
from lontar.many.zipping import CHUNK, Copy
from lontar.shelving.placing import folder_of, places
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.casefile import CaseFile
from schemas.errors import LontarError
from schemas.job import Job
from schemas.letter import Letter, values_of
from schemas.letter_text import LetterText
from schemas.office import OFFICE, Office
from schemas.stored import now
from schemas.times import in_json, in_utc
from schemas.unit import Unit
from store.contract import Row

FAILED = "not-included.csv"
"""Below data/: what could not be put in, and why; not there when all was."""
AT_ONCE = 200
"""Letters whose rows are read together."""


@dataclass
class Packing:
    """One bag for one reader. `letters`: ids in order. After `pieces` was read to its end, `failed` says what was left
    out: id, file, reason."""

    house: House
    reader: Reader
    letters: Iterable[str]
    copy: Copy
    about: str
    id: str
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    _count: int = 0

    def pieces(self) -> Iterator[bytes]:
        at = now()
        bag = Bag(f"lontar-{at:%Y%m%d-%H%M}-{portable(self.id)[-8:]}", at)
        for row in self._readable():
            yield from self._letter(bag, row)
            self._count += 1
        if self.failed:
            yield from bag.put(FAILED, as_csv(("id", "file", "reason"), self.failed))
        yield from bag.end(self._info())

    def _readable(self) -> Iterator[Row]:
        """Those that the reader may read now; of the others nothing is said."""
        some: list[str] = []
        for id in self.letters:
            some.append(id)
            if len(some) == AT_ONCE:
                yield from self._rows(some)
                some = []
        yield from self._rows(some)

    def _rows(self, ids: list[str]) -> Iterator[Row]:
        rows = self.house.store.get_many(Letter, ids)
        yield from (rows[id] for id in ids if id in rows and may_see(self.reader, rows[id]))

    def _letter(self, bag: Bag, row: Row) -> Iterator[bytes]:
        at, paths = portable(row["_id"]), list[str]()
        for file in row["files"]:
            path = f"{at}/originals/{file['no']:03}-{portable(file['name'])}"
            try:
                original = original_for(self.house, self.reader, row, file["no"])
                stream = self.house.originals.open(original["sha256"])
            except (LontarError, OSError) as error:
                self._fail(row, file["name"], error)
                continue
            yield from bag.put(path, self._original(row, file, stream))
            paths.append(path)
        text = (self.house.store.get(LetterText, row["_id"]) or {}).get("text")
        if text is not None:
            yield from bag.put(f"{at}/text.txt", [str(text).encode("utf-8", "replace")])
            paths.append(f"{at}/text.txt")
        if opened := self._copied(row):
            yield from bag.put(f"{at}/copy.pdf", _read(opened))
            paths.append(f"{at}/copy.pdf")
        said = self._said(row) | {"paths": paths}
        yield from bag.put(f"{at}/metadata.json", [_json(said)])
        yield from bag.put(f"{at}/dublin-core.xml", [dublin_core(values_of(row), _terms(row, said))])

    def _original(self, row: Row, file: Row, stream: BinaryIO) -> Iterator[bytes]:
        """Its bytes; that they are no longer those that were received is seen at their end."""
        digest = hashlib.sha256()
        for piece in _read(stream):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != file["sha256"]:
            self._fail(row, file["name"], OriginalChanged(file=file["name"]))

    def _copied(self, row: Row) -> BinaryIO | None:
        try:
            return self.copy(row).open("rb")
        except LontarError as error:
            self._fail(row, "copy.pdf", error)
            return None

    def _fail(self, row: Row, file: str, error: Exception) -> None:
        said = f"{error.title}. {error}" if isinstance(error, LontarError) else str(error)
        self.failed.append((row["_id"], file, said))

    def _said(self, row: Row) -> dict[str, Any]:
        """All that is said of a letter, with names in the place of ids."""
        store = self.house.store
        unit = store.get(Unit, row["unit"]) or {}
        casefile = store.get(CaseFile, row["casefile"]) if row.get("casefile") else None
        folder = folder_of(row, casefile)
        place = places(self.house, [folder]).get(folder or "")
        return show(self.house, self.reader, row["_id"]) | {
            "unit": {"id": row["unit"], "code": unit.get("code"), "name": unit.get("name")},
            "casefile": {"id": casefile["_id"], "said": casefile_said(casefile)} if casefile else None,
            "place": place.whole if place else None,
        }

    def _info(self) -> list[tuple[str, str]]:
        office = (self.house.store.get(Office, OFFICE) or {}).get("name") or ""
        return [
            ("Source-Organization", str(office)),
            ("Contact-Name", self.reader.name),
            ("External-Description", self.about),
            ("External-Identifier", self.id),
            ("Bag-Software-Agent", f"Lontar {VERSION}"),
            ("Lontar-Letters", str(self._count)),
            ("Lontar-Not-Included", str(len(self.failed))),
        ]


def bagged(house: House, reader: Reader, job: Job, copy: Copy) -> Packing:
    """The bag of a job of an export: of its letters those that were exported."""
    done = (id for id, result in outcomes(house, job) if result == "done")
    return Packing(house, reader, done, copy, job.query or "", job.id)


def is_bag(job: Job) -> bool:
    return bool(job.act == "export" and job.values.get("form") == "bag")


def bag_name(job: Job) -> str:
    return f"bag-{job.began_at:%Y%m%d-%H%M}.zip" if job.began_at else "bag.zip"


def _terms(row: Row, said: dict[str, Any]) -> list[tuple[str, str]]:
    """What else the terms of Dublin Core say of a letter."""
    found = [
        ("identifier", row["_id"]),
        ("dateAccepted", in_utc(row["added_at"])),
        ("isPartOf", (said["casefile"] or {}).get("said")),
        ("rightsHolder", said["unit"]["name"]),
        ("accessRights", row["security_class"]),
        ("source", said["place"]),
        ("provenance", row.get("withdrawn") and f"withdrawn: {row['withdrawn']}"),
        *(("format", kind) for kind in dict.fromkeys(file["kind"] for file in row["files"])),
        *(("hasPart", path) for path in said["paths"]),
    ]
    return [(term, str(value)) for term, value in found if value]


def _json(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1, default=in_json).encode("utf-8", "replace")


def _read(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(CHUNK):
            yield piece
