"""A batch closed, when each of its items is explained, and opened again with a reason."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lontar import VERSION
from lontar.act import happened
from lontar.digitising.counts import Counts, counts
from lontar.digitising.errors import NotExplained, NothingListed, StillToRead
from lontar.digitising.explaining import asking
from lontar.digitising.following import caught_up
from lontar.digitising.items import ACTION, batch_for, called, day_of
from lontar.values import stated as stated_text
from lontar.wiring import House
from office.access import Reader, demand
from office.days import local_day
from schemas.batch import Batch
from schemas.errors import NotFound, WrongUse
from schemas.event import Event
from schemas.letter import LONGEST_REASON, Letter
from schemas.page import Page
from schemas.person import Person
from schemas.stored import now
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row

STATED = ("number", "place", "day", "officers", "scanner", "resolution", "remark")
"""What a person says for the minutes; all of it may be left out."""
LONGEST = 1000
MOST_OFFICERS = 20
NAMED = 10
"""Items that a refusal names."""
LOOKED_AT = 300
"""Letters of which the pages are asked for their resolution."""


@dataclass(frozen=True)
class Officer:
    """Who signs the minutes."""

    name: str
    position: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"name": self.name, "position": self.position}


def close(house: House, reader: Reader, id: str, stated: Mapping[str, str]) -> int:
    """Close it; the number of the event. What was stated and counted stays with it, for its minutes.

    Raises NotFound, Forbidden, ClosedBatch, NothingListed, StillToRead; NotExplained with the first of the items;
    WrongUse with the field of what cannot stand in minutes."""
    caught_up(house)

    def decide() -> Changes:
        row = batch_for(house, reader, id)
        found = counts(house, row)
        demand_ready(house, row, found)
        batch = Batch.unpacked(row)
        batch.state, batch.closed_at, batch.closings = "closed", now(), row["closings"] + 1
        batch.closing = _said(house, reader, row, stated, found)
        after = {"state": "closed", "closing": dict(batch.closing)}
        event = happened(reader, "batch.closed", id, of="batches", before={"state": "open"}, after=after)
        return Changes.of(batch, events=[event])

    return again(house.store, decide)[-1]


def reopen(house: House, reader: Reader, id: str, reason: str) -> int | None:
    """Open it again; its papers stay. Raises NotFound, Forbidden, WrongUse, TooManyCharacters."""
    reason = stated_text("The reason", reason, LONGEST_REASON, "reason")

    def decide() -> Changes:
        row = house.store.get(Batch, id)
        if row is None:
            raise NotFound(what="Batch")
        demand(reader, ACTION, row, what="Batch")
        if row["state"] == "open":
            return Changes()
        batch = Batch.unpacked(row)
        batch.state, batch.closed_at = "open", None
        after = {"state": "open", "reason": reason}
        event = happened(reader, "batch.reopened", id, of="batches", before={"state": "closed"}, after=after)
        return Changes.of(batch, events=[event])

    done = again(house.store, decide)
    return done[-1] if done else None


def demand_ready(house: House, batch: Row, found: Counts) -> None:
    """Raises NothingListed, StillToRead, NotExplained."""
    if not found.expected and not found.scanned:
        raise NothingListed(name=batch["name"])
    if found.waiting:
        raise StillToRead(count=found.waiting, name=batch["name"])
    if found.unexplained:
        rows = asking(house, batch)[:NAMED]
        named = "; ".join(called(row) or f"letter {row['letter']}" for row in rows)
        rest = f" and {found.unexplained - NAMED} more" if found.unexplained > NAMED else ""
        raise NotExplained(count=found.unexplained, name=batch["name"], items=named + rest)


def officers_of(house: House, batch: Row) -> list[Officer]:
    """The people of a batch: who made it, scanned for it and worked on it, by their names."""
    events = house.store.find(Event, {"thing": f"batches/{batch['_id']}"}, sort=[("sequence", -1)], limit=1000)
    scanned = {row.get("added_by") or "" for row in _letters(house, batch)}
    ids = {event["actor"] for event in events} | scanned | {batch.get("made_by") or ""}
    return sorted((Officer(row["name"]) for row in house.store.get_many(Person, sorted(ids)).values()), key=_by_name)


def officers_typed(text: str) -> list[Officer]:
    """One a line: a name and, behind a semicolon, a position. Raises WrongUse."""
    found = [line.partition(";") for line in text.splitlines() if line.strip()]
    if len(found) > MOST_OFFICERS:
        raise WrongUse(what="The list", why=f"it has more than {MOST_OFFICERS} people", field="officers")
    return [Officer(" ".join(name.split()), " ".join(position.split())) for name, _, position in found]


def _by_name(one: Officer) -> str:
    return one.name.casefold()


def _said(house: House, reader: Reader, row: Row, stated: Mapping[str, str], found: Counts) -> dict[str, Any]:
    """All that the minutes say, as of now: they can be made again from it, word for word."""
    given = {name: stated.get(name, "").strip() for name in STATED}
    for name, value in given.items():
        if len(value) > LONGEST:
            raise WrongUse(what=name.capitalize(), why=f"it has more than {LONGEST} characters", field=name)
    today = local_day(house.store, row["unit"], now())
    day = day_of(given["day"]) if given["day"] else today
    if day is None or day > today:
        raise WrongUse(what="The day", why="it is no day up to today", field="day")
    people = officers_typed(given["officers"]) or officers_of(house, row) or [Officer(reader.name)]
    return {
        **{name: given[name] for name in ("number", "place", "scanner", "remark")},
        "day": day,
        "officers": [one.as_dict() for one in people],
        "by": reader.name,
        "unit": (house.store.get(Unit, row["unit"]) or {}).get("name", row["unit"]),
        "counts": found.as_dict(),
        **_files(house, row, given["resolution"]),
        "software": f"Lontar {VERSION}",
    }


def _files(house: House, row: Row, resolution: str) -> dict[str, Any]:
    """What came of scanning: files by kind, pages, bytes, and in which resolution, where the files say so."""
    kinds, pages, size = Counter[str](), 0, 0
    ids: list[str] = []
    for letter in _letters(house, row):
        ids.append(letter["_id"])
        for file in letter["files"]:
            kinds[file["kind"]] += 1
            pages, size = pages + file.get("pages", 0), size + file["size"]
    return {"kinds": dict(kinds), "pages": pages, "bytes": size, "resolution": resolution or _resolution(house, ids)}


def _letters(house: House, row: Row) -> Sequence[Row]:
    found: list[Row] = []
    after = None
    where, sort = {"batch": row["name"], "unit": row["unit"]}, [("added_at", 1)]
    fields = ("files", "withdrawn", "added_at", "added_by")
    while True:
        rows = house.store.find(Letter, where, sort=sort, limit=5000, after=after, fields=fields)
        found += [one for one in rows if not one.get("withdrawn")]
        if len(rows) < 5000:
            return found
        after = [rows[-1]["added_at"], rows[-1]["_id"]]


def _resolution(house: House, letters: Sequence[str]) -> str:
    """From the lowest to the highest that is known of the pages of the first letters; empty where none says it."""
    seen = []
    for id in letters[:LOOKED_AT]:
        pages = house.store.find(Page, {"letter": id}, sort=[("file", 1), ("page", 1)], limit=5, fields=("details",))
        seen += [round(dpi) for page in pages if (dpi := (page.get("details") or {}).get("dpi"))]
    if not seen:
        return ""
    low, high = min(seen), max(seen)
    return f"{low} dpi" if low == high else f"{low}-{high} dpi"
