"""An office with a schedule and approvers, and case files whose time has run out, for the tests of retention."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from lontar.many import casefiles
from lontar.retention import approving, carrying, proposals, schedule
from lontar.wiring import House
from office.access import Reader
from office.units import ROOT
from schemas.casefile import CaseFile
from schemas.letter import Letter
from schemas.proposal import Proposal
from schemas.stored import now
from store.changes import Changes
from tests.lontar.bare import person

TABLE = b"code,active,inactive,fate\n005,1,1,destroy\n180,1,10,destroy\n050,1,1,keep\n600,1,1,appraise\n"


def readied(house: House, approvers: Sequence[str] = ("kepala-" + ROOT,)) -> None:
    """Its own schedule and who approves."""
    admin = person(house, "admin")
    schedule.take(house, admin, TABLE)
    schedule.name_approvers(house, admin, list(approvers))


def closed(
    house: House, reader: Reader, number: str, letters: Sequence[str] = (), *, code: str = "005", years: float = 3
) -> str:
    """A case file that was closed so many years ago, with these letters in it."""
    made = casefiles.make(house, reader, "setda", number=number, code=code, title=f"Berkas {number}")
    changes = Changes()
    for id in letters:
        letter = house.store.load(Letter, id)
        letter.casefile = made.id
        changes += Changes.of(letter)
    file = house.store.load(CaseFile, made.id)
    file.state, file.closed_at = "closed", now() - timedelta(days=round(365.25 * years))
    house.store.commit(changes + Changes.of(file))
    return str(file.id)


def approved(house: House, reader: Reader, files: Sequence[str], kind: str = "destroy", **said: str) -> Proposal:
    made = proposals.propose(house, reader, kind, files, reason="Masa simpan habis", **said)
    approving.approve(house, person(house, "sekda"), made.id)
    if made.outside:
        approving.approve_outside(house, reader, made.id, "B-100/2026", 20260102)
    return house.store.load(Proposal, made.id)


def carried(house: House, reader: Reader, files: Sequence[str], kind: str = "destroy", **said: str) -> Proposal:
    one = approved(house, reader, files, kind, **said)
    carrying.begin(house, reader, one.id, str(one.number))
    carrying.carry(house, one.id)
    return house.store.load(Proposal, one.id)


def holding(home: Path, word: str) -> list[str]:
    """The files under a home in which a word stands, in UTF-8 or UTF-16, in any case."""
    spelled = [one.encode(code) for one in (word, word.upper(), word.capitalize()) for code in ("utf-8", "utf-16-le")]
    found = []
    for file in sorted(home.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        if any(one in content for one in spelled):
            found.append(str(file.relative_to(home)))
    return found
