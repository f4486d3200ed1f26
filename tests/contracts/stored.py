"""What the contract of the store keeps: letters, their entries, what happened to them."""

from datetime import datetime, timedelta
from typing import Any

from schemas.entry import RegisterEntry
from schemas.letter import Letter, LetterFile
from store.changes import Happened

DAY = datetime(2019, 3, 1)  # noqa: DTZ001 - as BSON returns it


def a_letter(day: int = 0, **more: Any) -> Letter:
    file = LetterFile(no=1, name="surat.pdf", sha256=f"{day:064x}", size=10, kind="application/pdf")
    return Letter(**({"files": [file], "unit": "office", "added_at": DAY + timedelta(days=day)} | more))


def an_entry(letter: Letter, unit: str = "office") -> RegisterEntry:
    register = f"{unit}/incoming/2019"
    return RegisterEntry(register=register, letter=letter.id, unit=unit, direction="incoming", year=2019)


def happened(letter: Letter, verb: str = "letter.arrived", **after: Any) -> Happened:
    return Happened(verb, f"letters/{letter.id}", "system", after=after or {"name": "surat.pdf"})
