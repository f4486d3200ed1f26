"""The papers of a closed batch, as PDF/A among the originals: its minutes, and the list of its items in parts."""

import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from archive.in_words import day_in_words
from lontar.act import happened
from lontar.digitising.items import PLACE
from lontar.routing.letterheads import letterhead_of
from lontar.wiring import House
from office.access import Reader, itself
from office.grants import ORDINARY
from paper.sandbox import Sandbox
from schemas.batch import Batch, Paper
from schemas.errors import NotFound
from schemas.item import Item
from schemas.letter import Letter, values_of
from store.again import again
from store.changes import Changes
from store.contract import Row

ROWS = 500
"""Items of one part of the list."""
SECONDS = 180.0
"""For one part; 500 rows take some seconds."""
STATES = {
    "missing": "tidak ditemukan",
    "waiting": "belum dibaca",
    "read": "terbaca",
    "doubtful": "terbaca, ragu",
    "failed": "tidak terbaca",
}
SURPLUS = "di luar daftar"
KINDS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
    "image/heif": "HEIF",
    "message/rfc822": "surel",
}


def papered(house: House, id: str, reader: Reader | None = None) -> Row:
    """The batch with its papers; made where it is closed and has none of that closing yet, as after a crash.

    Raises NotFound, and what the sandbox raises."""
    row = house.store.get(Batch, id)
    if row is None:
        raise NotFound(what="Batch")
    if row["state"] != "closed" or papers_of(row):
        return row
    with Sandbox(house.settings.paper, ()) as sandbox:
        made = [_kept(house, one) for one in _typeset(house, sandbox, row)]

    def decide() -> Changes:
        batch = Batch.unpacked(house.store.get(Batch, id) or row)
        if batch.closings != row["closings"] or batch.state != "closed" or papers_of(dict(batch.to_mongo())):
            return Changes()
        batch.papers += made
        after = {"papers": [{"kind": one.kind, "name": one.name, "sha256": one.sha256} for one in made]}
        event = happened(reader or itself(), "batch.papered", id, of="batches", after=after)
        return Changes.of(batch, events=[event])

    again(house.store, decide)
    return house.store.get(Batch, id) or row


def papers_of(batch: Row) -> list[Row]:
    """Those of the last closing."""
    return [one for one in batch.get("papers", ()) if one["closing"] == batch["closings"]]


def heal(house: House) -> None:
    """Make what a process that ended left to be made."""
    for row in house.store.find(Batch, {"state": "closed"}, sort=[("made_at", -1)], limit=200):
        if not papers_of(row):
            papered(house, row["_id"])


def _typeset(house: House, sandbox: Sandbox, row: Row) -> list[tuple[str, str, int, bytes]]:
    """Kind, name, closing and bytes of each paper. The same whenever it is asked for, as long as no item changed."""
    said, closing = row["closing"], row["closings"]
    rows = _rows(house, row)
    parts = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)] or [[]]
    shared = {"head": letterhead_of(house, row["unit"]), "name": row["name"], "unit": said["unit"], "day": said["day"]}
    explained = Counter(one["state"] for one in rows if one["why"])
    minutes = shared | {
        **{name: said[name] for name in ("number", "place", "officers", "scanner", "resolution", "remark", "software")},
        "title": f"Berita acara alih media: {row['name']}",
        "words": day_in_words(said["day"]),
        "counts": said["counts"],
        "kinds": sorted((KINDS.get(kind, kind), count) for kind, count in said["kinds"].items()),
        "pages": said["pages"],
        "size": _size(said["bytes"]),
        "languages": row["languages"] or house.settings.ingest.languages,
        "parts": len(parts),
        "explained": sorted(explained.items()),
    }
    stem = _stem(row["name"])
    made = [("minutes", f"Berita acara {stem}.pdf", closing, _asked(sandbox, "minutes", minutes))]
    for at, part in enumerate(parts, 1):
        number = f" {at}" if len(parts) > 1 else ""
        title = f"Daftar arsip hasil alih media: {row['name']}{number}"
        listed = shared | {
            "title": title, "part": at, "parts": len(parts), "first": 1 + (at - 1) * ROWS, "rows": part,
        }  # fmt: skip
        made.append(("list", f"Daftar {stem}{number}.pdf", closing, _asked(sandbox, "items", listed)))
    return made


def _asked(sandbox: Sandbox, name: str, data: dict[str, Any]) -> bytes:
    made: bytes = sandbox.call("paper.forms:kept_form", name, data, seconds=SECONDS)
    return made


def _kept(house: House, paper: tuple[str, str, int, bytes]) -> Paper:
    kind, name, closing, pdf = paper
    house.originals.put(io.BytesIO(pdf), name)
    sha256 = hashlib.sha256(pdf).hexdigest()
    return Paper(kind=kind, name=name, sha256=sha256, size=len(pdf), closing=closing)


def _rows(house: House, batch: Row) -> list[dict[str, Any]]:
    """All items in their order, then the letters that are none."""
    found: list[Row] = []
    for expected in (True, False):
        after: Sequence[Any] | None = None
        while True:
            where = {"batch": batch["_id"], "expected": expected}
            rows = house.store.find(Item, where, sort=[("line", 1)], limit=1000, after=after)
            letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows if row.get("letter")}))
            found += [_row(row, letters.get(row.get("letter") or "", {})) for row in rows]
            if len(rows) < 1000:
                break
            after = [rows[-1]["line"], rows[-1]["_id"]]
    return found


def _row(row: Row, letter: Row) -> dict[str, Any]:
    """What the manifest does not say is what was read. The paper leaves the registry, so of a letter that is not for
    everybody nothing that was read on it is named."""
    values = values_of(letter) if letter.get("security_class", ORDINARY) == ORDINARY else {}
    files = letter.get("files", ())
    description = row.get("description") or row.get("subject") or values.get("subject")
    return {
        "place": "/".join(str(row[name]) for name in PLACE if row.get(name)),
        "number": row.get("number") or "",
        "description": description or (files[0]["name"] if files and values else ""),
        "date": row.get("date") or values.get("date"),
        "reference": row.get("reference_number") or values.get("reference_number") or "",
        "pages": sum(file.get("pages", 0) for file in files) or row.get("pages"),
        "state": STATES[row["state"]] if row["expected"] else f"{SURPLUS}, {STATES[row['state']]}",
        "sha256": [file["sha256"] for file in files],
        "why": row.get("explained") or "",
        "restricted": bool(files) and not description and not values,
    }


def _stem(name: str) -> str:
    """The name of the batch, fit for the name of a file."""
    return "".join(sign if sign.isalnum() or sign in " -_." else "-" for sign in name)[:120]


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB".replace(".", ",") if count >= 100_000 else f"{max(1, round(count / 1000))} kB"
