"""Where the paper of letters and case files lies, and what being put there does to a letter."""

from collections.abc import Iterable
from dataclasses import dataclass

from lontar.act import Change, act, happened
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.box import Box, Folder
from schemas.casefile import CaseFile
from schemas.errors import NotFound
from schemas.letter import Letter
from store.changes import Changes, Happened, Hold
from store.contract import Row

ACTION = "letter.file"
"""Putting the paper of a letter into a folder is a part of filing it."""


@dataclass(frozen=True)
class Place:
    """The folder, the box that it is in, and the shelf on which that stands (may be empty)."""

    folder: str
    number: str
    box: str
    box_number: str
    shelf: str

    @property
    def said(self) -> str:
        """12/3: the box, then the folder."""
        return f"{self.box_number}/{self.number}"

    @property
    def whole(self) -> str:
        """With the shelf."""
        return f"{self.said}, {self.shelf}" if self.shelf else self.said


def places(house: House, folders: Iterable[str | None]) -> dict[str, Place]:
    """The places of folders, by the folder's id; one that there is no longer is not among them."""
    rows = house.store.get_many(Folder, sorted({one for one in folders if one}))
    boxes = house.store.get_many(Box, sorted({row["box"] for row in rows.values()}))
    return {
        id: Place(id, row["number"], row["box"], boxes[row["box"]]["number"], boxes[row["box"]].get("shelf") or "")
        for id, row in rows.items()
        if row["box"] in boxes
    }


def folder_of(letter: Row, casefile: Row | None) -> str | None:
    """The folder of a letter's paper: its own, else that of the case file that it is in."""
    return letter.get("folder") or (casefile or {}).get("folder")


def place_of(house: House, letter: Row) -> Place | None:
    """Where the paper of a letter lies; None where nobody has said so."""
    casefile = house.store.get(CaseFile, letter["casefile"]) if letter.get("casefile") else None
    folder = folder_of(letter, casefile)
    return places(house, [folder]).get(folder) if folder else None


def folder_known(house: House, reader: Reader, id: str) -> Row:
    """A folder of the reader's units. Raises NotFound."""
    row = house.store.get(Folder, id)
    if row is None or not may_see(reader, row):
        raise NotFound(what=f"Folder {id}")
    return row


def shelving(house: House, reader: Reader, folder: str) -> tuple[Change, Changes]:
    """Putting the paper of letters into a folder, and that held as it stands; "" takes it out of theirs.

    Paper of any unit may lie there: the boxes of a records centre hold that of many. Raises NotFound at once."""
    row = folder_known(house, reader, folder) if folder else None
    held = Changes(holds=(Hold(Folder, row["_id"], row["version"]),) if row else ())

    def change(letter: Letter) -> list[Happened]:
        before, letter.folder = letter.folder or "", row["_id"] if row else None
        after = letter.folder or ""
        if before == after:
            return []
        return [happened(reader, "letter.shelved", letter.id, before={"folder": before}, after={"folder": after})]

    return change, held


def shelve(house: House, reader: Reader, id: str, folder: str) -> list[int]:
    """Put the paper of one letter into a folder; the numbers of the events. Raises NotFound, Forbidden."""
    change, held = shelving(house, reader, folder)
    return act(house, reader, id, ACTION, change, beside=lambda: held)
