"""What became of the files a person sent: the same list in every tab and after every reload, from the store alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lontar.paging import order_of
from lontar.wiring import House
from office.access import Reader, may, may_see
from schemas.letter import Letter, values_of
from schemas.upload import Upload
from schemas.work import Work
from store.contract import Row

SHOWN = 300  # uploads, the newest
MOST_PARTS = 1000
"""Letters of one batch scan that the list looks for."""
STATES = ("waiting", "uploading", "stored", "reading", "done", "duplicate", "rejected", "failed")
"""The states of a file on its way, in this order; the last four and "done" are ends."""
ENDS = frozenset({"done", "duplicate", "rejected", "failed"})


@dataclass(frozen=True)
class Became:
    """One letter out of an upload, None where its sender may not read it now. `pages_done` of `pages` are read (0: not
    counted yet); `error` is as stored."""

    file: str
    state: str
    letter: str | None = None
    pages_done: int = 0
    pages: int = 0
    error: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """One file, or several photos of one letter. `percent` has come; `letters` is empty until all has."""

    id: str
    names: list[str]
    state: str
    percent: int
    letters: list[Became]

    @property
    def ended(self) -> bool:
        return self.state in ENDS


@dataclass(frozen=True)
class Summary:
    """Letters that are safe, files that were rejected or could not be read (which are safe all the same), and all."""

    safe: int
    rejected: int
    all: int
    ended: bool


def received(house: House, reader: Reader) -> list[Sent]:
    """The person's uploads, the newest first, with the state of each letter's reading."""
    rows = house.store.find(Upload, {"person": reader.person}, sort=[("made_at", -1)], limit=SHOWN)
    ids = [result["id"] for row in rows for result in row["results"] if result["id"]]
    letters, works = house.store.get_many(Letter, ids), house.store.get_many(Work, ids)
    letters = {id: row for id, row in letters.items() if may_see(reader, row)}
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row)
    sent = [_sent(parts, letters, works) for parts in groups.values()]
    scans = {row["_id"] for row in rows if row.get("split")}
    return [_cut(house, reader, one, letters) if one.id in scans else one for one in sent]


def summary(sent: list[Sent]) -> Summary:
    """Over all letters of the list; an upload that is not whole yet counts as one."""
    states = list(_states(sent))
    rejected = sum(state in ("rejected", "failed") for state in states)
    safe = sum(state in ("stored", "reading", "done", "duplicate", "failed") for state in states)
    return Summary(safe, rejected, len(states), all(one.ended for one in sent))


def _states(sent: list[Sent]) -> Iterator[str]:
    for one in sent:
        yield from [letter.state for letter in one.letters] or [one.state]


def _sent(parts: list[Row], letters: dict[str, Row], works: dict[str, Row]) -> Sent:
    parts = sorted(parts, key=lambda row: int(row["part"]))
    size, offset = sum(row["size"] for row in parts), sum(row["offset"] for row in parts)
    results = [_became(result, letters, works) for result in parts[0]["results"]]
    coming = ["uploading" if offset else "waiting"]
    state = min([one.state for one in results] or coming, key=STATES.index)  # several are as far as the last of them
    percent = 100 * offset // size if size else 100
    return Sent(parts[0]["_id"], [row["name"] for row in parts], state, percent, results)


def _cut(house: House, reader: Reader, scan: Sent, letters: dict[str, Row]) -> Sent:
    """A batch scan with all letters that it was cut into, by their subject where one was read."""
    found: list[Became] = []
    for one in scan.letters:
        row = letters.get(one.letter or "", {})
        found += [one] if one.state != "done" else _parts(house, reader, one, row)
    return replace(scan, letters=found)


def _parts(house: House, reader: Reader, whole: Became, row: Row) -> list[Became]:
    same = {"files.sha256": row["files"][0]["sha256"]}
    parts = sorted(house.store.find(Letter, same, limit=MOST_PARTS), key=lambda one: order_of(one["files"])[:1])
    shown = [one for one in parts if may(reader, "letter.read", one) and not one.get("withdrawn")]
    if len(shown) < 2:
        return [whole]
    return [replace(whole, file=values_of(one).get("subject") or whole.file, letter=one["_id"]) for one in shown]


def _became(result: Row, letters: dict[str, Row], works: dict[str, Row]) -> Became:
    file, id = result["file"], result["id"]
    if result["status"] == "rejected":
        return Became(file, "rejected", error=result["error"] or {})
    if id not in letters:
        return Became(file, "done")  # it is kept, and no longer for who sent it to read
    if result["status"] != "registered":
        return Became(file, result["status"], id)
    letter, work = letters[id], works.get(id, {})
    if letter.get("stage") == "understood":
        return Became(file, "done", id)
    if letter.get("stage") == "failed":
        return Became(file, "failed", id, error=letter.get("error", {}))
    reading = work.get("state") == "working" or work.get("pages_done", 0)
    return Became(file, "reading" if reading else "stored", id, work.get("pages_done", 0), work.get("pages", 0))
