"""The minutes of a proposal that was carried out, with their list, as PDF/A among the originals."""

import hashlib
import io
from typing import Any

from archive.in_words import day_in_words
from lontar import VERSION
from lontar.act import happened
from lontar.routing.letterheads import letterhead_of
from lontar.wiring import House
from office.access import Reader, itself
from office.days import local_day
from paper.sandbox import Sandbox
from schemas.errors import NotFound
from schemas.person import Person
from schemas.position import Position
from schemas.proposal import Papers, Proposal
from schemas.tombstone import Tombstone
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row

SECONDS = 180.0
NAMES = {"destroy": "pemusnahan", "keep": "penyerahan", "appraise": "penilaian kembali"}
RESULTS = {"destroy": "musnah", "keep": "permanen", "appraise": "dinilai kembali"}
STATES = {"rejected": "ditolak", "fell-out": "dikeluarkan", "in": "menunggu"}
OUTSIDE = {"anri": "Kepala ANRI", "head": "Kepala Daerah"}
MOST_HASHES = 2000
"""Letters whose hashes the list names; those of more stand in their tombstones alone."""


def minuted(house: House, id: str) -> Row:
    """The proposal with its minutes; made where all its case files are through and it has none. Raises NotFound."""
    row = house.store.get(Proposal, id)
    if row is None:
        raise NotFound(what="Proposal")
    if row.get("minutes"):
        return row
    with Sandbox(house.settings.paper, ()) as sandbox:
        pdf: bytes = sandbox.call("paper.forms:kept_form", "disposal", _data(house, row), seconds=SECONDS)
    name = f"Berita acara {NAMES[row['kind']]} {row['number']}.pdf"
    house.originals.put(io.BytesIO(pdf), name)
    papers = Papers(name=name, sha256=hashlib.sha256(pdf).hexdigest(), size=len(pdf))

    def decide() -> Changes:
        one = house.store.load(Proposal, id)
        if one.minutes:
            return Changes()
        one.minutes = papers
        after = {"name": name, "sha256": papers.sha256}
        return Changes.of(one, events=[happened(itself(), "retention.minuted", id, of="proposals", after=after)])

    again(house.store, decide)
    return house.store.get(Proposal, id) or row


def listed(house: House, row: Row) -> bytes:
    """The list of a proposal as PDF, whatever its state: what positions and outsiders are shown to decide by."""
    with Sandbox(house.settings.paper, ()) as sandbox:
        pdf: bytes = sandbox.call("paper.forms:kept_form", "disposal-list", _data(house, row), seconds=SECONDS)
    return pdf


def demand_minutes(house: House, row: Row) -> Row:
    """Where the minutes are. Raises NotFound."""
    papers: Row | None = row.get("minutes")
    if not papers or not house.originals.has(papers["sha256"]):
        raise NotFound(what="Minutes")
    return papers


def names_of(house: House, reader: Reader, row: Row) -> dict[str, str]:
    """Positions and people of a proposal by their ids, as pages name them."""
    people = {row["made_by"], row.get("carried_by") or "", *(one["by"] for one in row.get("approvals", ()))}
    positions = house.store.get_many(Position, list(row.get("steps", ())))
    found = {id: one["name"] for id, one in house.store.get_many(Person, sorted(people)).items()}
    return found | {id: one["title"] for id, one in positions.items()} | {reader.person: reader.name}


def _data(house: House, row: Row) -> dict[str, Any]:
    at = row.get("carried_at") or row["made_at"]
    day = local_day(house.store, row["unit"], at)
    known = names_of(house, itself(), row)
    done = [item for item in row["items"] if item["state"] in ("done", "in")]
    return {
        "head": letterhead_of(house, row["unit"]),
        "title": f"Berita acara {NAMES[row['kind']]} arsip, usul nomor {row['number']}",
        "kind": row["kind"],
        "number": row["number"],
        "unit": (house.store.get(Unit, row["unit"]) or {}).get("name", row["unit"]),
        "day": day,
        "words": day_in_words(day),
        "by": known.get(row.get("carried_by") or row["made_by"], "Administrator"),
        "reason": row["reason"],
        "approvals": [_approval(one, known) for one in row.get("approvals", ())],
        "files": len(done),
        "letters": sum(item["letters"] for item in done),
        "pages": sum(item["pages"] for item in done),
        "software": f"Lontar {VERSION}",
        "rows": [_row(item, row["kind"]) for item in row["items"]],
        "hashes": _hashes(house, row) if row["kind"] == "destroy" else [],
    }


def _approval(one: Row, known: dict[str, str]) -> tuple[str, str]:
    if one.get("outside"):
        day = day_in_words(one["day"])
        return OUTSIDE[one["outside"]], f"Surat nomor {one['number']}, {day}"
    said = known.get(one["by"], "")
    position = str(one["position"])
    return known.get(position, position), f"{said}{': ' + one['note'] if one.get('note') else ''}"


def _row(item: Row, kind: str) -> dict[str, Any]:
    names = ("number", "code", "title", "letters", "pages", "years")
    fate = RESULTS.get(item.get("fate") or kind, "")
    result = fate if item["state"] in ("done", "in") else STATES[item["state"]]
    if item["state"] == "fell-out" and item.get("destroyed"):
        result += f", {item['destroyed']} surat musnah"
    found = {name: item[name] for name in names} | {name: item.get(name) for name in ("first", "last")}
    return found | {"result": result, "why": item.get("why") or item.get("fate_why") or ""}


def _hashes(house: House, row: Row) -> list[dict[str, Any]]:
    where = {"proposal": row["_id"]}
    stones = house.store.find(Tombstone, where, sort=[("destroyed_at", 1)], limit=MOST_HASHES)
    return [{"number": one["number"], "letter": one["_id"], "sha256": one["sha256"]} for one in stones]
