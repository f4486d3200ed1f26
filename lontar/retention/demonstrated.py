"""What the demo shows of retention: a schedule, a case file that is due, and a proposal that waits for a yes."""

from datetime import timedelta

from archive.schedule import shipped, write_schedule
from lontar.many import casefiles
from lontar.retention import proposals, schedule
from lontar.retention.obstacles import letter_obstacle
from lontar.routing.demonstrated import person
from lontar.wiring import House
from office.access import Reader
from office.units import ROOT
from schemas.casefile import CaseFile
from schemas.letter import Letter
from schemas.stored import now
from store.again import again
from store.changes import Changes
from store.contract import Row

UNIT = "setda"
CODE = "005"
FILES = (("005/2016", "Undangan rapat tahun 2016", 9), ("005/2018", "Undangan rapat tahun 2018", 7))
"""Number, title, and how many years ago each was closed: the first is proposed, the second is due."""
LETTERS = 2
"""In each of them at most."""


def is_lacking(house: House) -> bool:
    return not schedule.schedule(house).own


def begun(house: House) -> None:
    """Once: a demo whose schedule stands has it already."""
    if not is_lacking(house):
        return
    admin, archivist = person(house, "admin"), person(house, "arsiparis")
    files = [_closed(house, archivist, *said) for said in FILES]
    schedule.name_approvers(house, admin, [f"kepala-{ROOT}"])
    schedule.take(house, admin, write_schedule(shipped()).encode())
    proposals.propose(house, archivist, "destroy", files[:1], reason="Masa simpan menurut jadwal retensi telah habis")


def _closed(house: House, reader: Reader, number: str, title: str, years: int) -> str:
    found = house.store.find(CaseFile, {"unit": UNIT, "number": number}, limit=1)
    if found:
        return str(found[0]["_id"])
    made = casefiles.make(house, reader, UNIT, number=number, code=CODE, title=title)
    letters = _free(house)[:LETTERS]

    def decide() -> Changes:
        changes = Changes()
        for row in letters:
            letter = house.store.load(Letter, row["_id"])
            letter.casefile = made.id
            changes += Changes.of(letter)
        file = house.store.load(CaseFile, made.id)
        file.state, file.closed_at = "closed", now() - timedelta(days=366 * years)
        return changes + Changes.of(file)

    again(house.store, decide)
    return str(made.id)


def _free(house: House) -> list[Row]:
    """Old letters of the unit that are in no case file and that nothing is to be done about."""
    rows = house.store.find(Letter, {"unit": UNIT}, sort=[("added_at", -1)], limit=200)
    return [
        row
        for row in rows
        if row["direction"] == "legacy" and not row.get("casefile") and letter_obstacle(house, row) is None
    ]
