"""Letters without a file behind them, many in a moment, for tests and measurements of what is done to many."""

import hashlib
from collections.abc import Sequence

from lontar.followers import IndexFollower
from lontar.wiring import House
from office.access import Reader, reader_of
from schemas.letter import FieldValue, Letter, LetterFile
from schemas.person import Person
from schemas.work import Work
from store.changes import Changes, Happened

AT_ONCE = 500


def bare(house: House, number: int, *, unit: str = "setda", grants: Sequence[str] = ()) -> list[str]:
    """Ids of letters that have been read, in order, indexed. `grants`: those of the unit without any."""
    ids = [f"{unit}{one:06}" for one in range(number)]
    for first in range(0, number, AT_ONCE):
        changes = Changes()
        for id in ids[first : first + AT_ONCE]:
            sha256 = hashlib.sha256(id.encode()).hexdigest()  # of the same bytes they would all be duplicates
            file = LetterFile(no=1, name=f"{id}.pdf", sha256=sha256, size=1, pages=1, kind="application/pdf")
            letter = Letter(id=id, files=[file], unit=unit, grants=list(grants) or [f"unit:{unit}"], stage="understood")
            letter.fields["subject"] = FieldValue(value=f"Surat {id}", confidence=90.0)
            event = Happened("letter.arrived", f"letters/{id}", "tests")
            changes += Changes.of(letter, Work(id=id, state="done"), events=[event])
        house.store.commit(changes)
    IndexFollower(house).catch_up()
    return ids


def person(house: House, login: str) -> Reader:
    """One of the demo office, with their rights of now."""
    (row,) = house.store.find(Person, {"login": f"{login}@sukamaju.example"})
    return reader_of(house.store, row["_id"])
