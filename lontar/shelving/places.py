"""Folders by the numbers of box and folder: those that there are, and those that are to be made, in one commit."""

from dataclasses import dataclass, field

from lontar.act import happened
from lontar.shelving.boxes import tidy
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader
from schemas.box import LONGEST_NUMBER, Box, Folder
from schemas.errors import Taken
from store.changes import Changes

TRIES = 5
"""Two may make the same box at the same moment: the second finds it there."""


@dataclass
class Places:
    """`changes`: what is to be committed so that all folders asked for are there."""

    house: House
    reader: Reader
    unit: str
    changes: Changes = field(default_factory=Changes)
    _boxes: dict[str, str] = field(default_factory=dict)
    _folders: dict[tuple[str, str], str] = field(default_factory=dict)

    def folder(self, box: str, folder: str) -> str:
        """The id of a folder. Raises WrongUse, TooManyCharacters."""
        box = stated("The box", tidy(box), LONGEST_NUMBER, "box")
        folder = stated("The folder", tidy(folder), LONGEST_NUMBER, "folder")
        if (box, folder) not in self._folders:
            within = self.box(box)
            rows = self.house.store.find(Folder, {"box": within, "number": folder}, limit=1, fields=())
            self._folders[box, folder] = str(rows[0]["_id"]) if rows else self._made_folder(within, folder)
        return self._folders[box, folder]

    def box(self, number: str) -> str:
        if number not in self._boxes:
            rows = self.house.store.find(Box, {"unit": self.unit, "number": number}, limit=1, fields=())
            self._boxes[number] = str(rows[0]["_id"]) if rows else self._made_box(number)
        return self._boxes[number]

    def _made_box(self, number: str) -> str:
        made = Box(unit=self.unit, number=number, grants=[f"unit:{self.unit}"])
        self._add(made, "box.made", {"unit": self.unit, "number": number})
        return str(made.id)

    def _made_folder(self, box: str, number: str) -> str:
        made = Folder(unit=self.unit, box=box, number=number, grants=[f"unit:{self.unit}"])
        self._add(made, "folder.made", {"unit": self.unit, "box": box, "number": number})
        return str(made.id)

    def _add(self, made: Box | Folder, verb: str, after: dict[str, str]) -> None:
        event = happened(self.reader, verb, made.id, of=made.collection(), after=after)
        self.changes += Changes.of(made, events=[event])


def folder_at(house: House, reader: Reader, unit: str, box: str, folder: str) -> str:
    """The id of a folder; it is made, and its box, where there is none. Raises WrongUse, TooManyCharacters."""
    for _ in range(TRIES):
        places = Places(house, reader, unit)
        id = places.folder(box, folder)
        try:
            if places.changes:
                house.store.commit(places.changes)
        except Taken:
            continue
        return id
    raise Taken(what=f"{box}/{folder}")
