"""Where a letter may belong: the case files of its thread, and open ones of its code; a whole thread filed at once."""

from dataclasses import dataclass

from lontar.many.casefiles import filing, known
from lontar.understanding.threads import Threads
from lontar.wiring import House
from office.access import Reader, demand, may, may_see
from schemas.casefile import CaseFile
from schemas.errors import LontarError
from schemas.letter import Letter, values_of
from schemas.unit import Unit
from store.again import again
from store.changes import Changes, PutRow
from store.contract import Row

MOST = 8
"""Proposals for one letter."""
LOOKED = 50


@dataclass(frozen=True)
class Proposal:
    """`why`: "thread" (letters of the same affair are in it) or "code" (it is open and has the code of the letter)."""

    row: Row
    why: str


def proposals(house: House, reader: Reader, letter: Row, threads: Threads | None = None) -> list[Proposal]:
    """Open case files that the letter could be put into, the likeliest first."""
    affair = (threads or Threads(house, reader)).affair(letter)
    ids = list(dict.fromkeys(str(one["casefile"]) for one in affair if one.get("casefile")))
    of_thread = known(house, reader, [id for id in ids if id != letter.get("casefile")])
    found = [Proposal(of_thread[id], "thread") for id in ids if id in of_thread]
    code = values_of(letter).get("classification_code")
    if code:
        units = [letter["unit"], *((house.store.get(Unit, letter["unit"]) or {}).get("path") or ())]
        for unit in dict.fromkeys(units):
            where = {"unit": unit, "state": "open", "code": str(code)}
            rows = house.store.find(CaseFile, where, sort=[("code", 1)], limit=LOOKED)
            newest = sorted(rows, key=lambda row: row["_id"], reverse=True)
            found += [Proposal(row, "code") for row in newest if row["_id"] not in ids and may_see(reader, row)]
    fitting = [one for one in found if one.row["state"] == "open" and one.row["_id"] != letter.get("casefile")]
    return fitting[:MOST]


@dataclass(frozen=True)
class Filed:
    """Numbers of the events, by which it is undone letter by letter, and those that could not be filed: id, reason."""

    events: list[tuple[str, int]]
    refused: list[tuple[str, LontarError]]


def file_thread(house: House, reader: Reader, letter: Row, casefile: str) -> Filed:
    """Put the letter and all letters of its affair that the reader may file into a case file, in one commit.

    Raises NotFound, ClosedCaseFile, Forbidden."""
    demand(reader, "letter.file", letter, what="Letter")
    ids = [row["_id"] for row in Threads(house, reader).affair(letter)] or [letter["_id"]]
    filed: list[str] = []
    refused: list[tuple[str, LontarError]] = []

    def decide() -> Changes:
        change, changes = filing(house, reader, casefile)
        filed.clear()
        refused.clear()
        for id, row in house.store.get_many(Letter, ids).items():
            if row.get("withdrawn") or not may(reader, "letter.file", row):
                continue
            one = Letter.unpacked(row)
            try:
                events = change(one)
            except LontarError as error:
                refused.append((id, error))
                continue
            if events:
                filed.append(id)
                changes += Changes(puts=(PutRow(Letter, one.packed()),), events=tuple(events))
        return changes

    sequences = again(house.store, decide)
    return Filed(list(zip(filed, sequences, strict=True)), list(refused))
