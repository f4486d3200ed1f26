"""Where the rows of a table belong: units, boxes and folders, case files, batches. Each is looked up once an import."""

from contextlib import suppress
from typing import Any

from lontar.act import Change
from lontar.importing.faults import Fault
from lontar.importing.rows import Problem, Wanted
from lontar.intake.digitising import demand_own, to_fill, used
from lontar.many.casefiles import casefile, filing
from lontar.shelving import boxes
from lontar.wiring import House
from office.access import ACTIONS, CALLED, Reader
from office.units import by_code
from schemas.errors import Forbidden, LontarError, NotFound, Taken, WrongUse
from schemas.table_import import TableImport
from schemas.unit import Unit
from store.changes import Changes
from store.contract import Row

MAKES = {"batch": "batch.manage", "box": "shelf.manage", "folder": "shelf.manage"}
"""What is made where it is missing, and the right that this asks for."""


class Places:
    """For one pass over the rows of an import."""

    def __init__(self, house: House, reader: Reader, unit: str) -> None:
        self._house, self._reader, self._unit = house, reader, unit
        self._known: dict[tuple[str, ...], Any] = {}

    def own(self) -> Row:
        """The unit of the import."""
        found: Row = self._once(
            ("unit", self._unit), lambda: self._house.store.get(Unit, self._unit) or {"_id": self._unit}
        )
        return found

    def unit(self, code: str) -> Row | None:
        """The unit of a code, or of a name written out; None where there is none."""

        def look() -> Row | None:
            try:
                return by_code(self._house.store, code.strip())
            except LontarError:
                said = " ".join(code.lower().split())
                rows = [row for row in self._house.store.every(Unit) if " ".join(row["name"].lower().split()) == said]
                return rows[0] if len(rows) == 1 else None

        found: Row | None = self._once(("code", code), look)
        return found

    def may_fill(self, unit: Row) -> bool:
        try:
            demand_own(self._reader, unit["_id"])
        except WrongUse:
            return False
        return True

    def check(self, wanted: Wanted) -> None:
        """Notes what could not be filled, before anything is made."""
        for name in ("casefile", "batch"):
            said = getattr(wanted, name)
            if said and (problem := self._once((name, said), lambda name=name, said=said: self._problem(name, said))):
                wanted.problems.append(problem)
        if wanted.box and (problem := self._once(("may", "box"), lambda: self._may("box"))):
            wanted.problems.append(problem)

    def _problem(self, name: str, said: str) -> Problem | None:
        try:
            if name == "casefile":
                filing(self._house, self._reader, casefile(self._house, self._reader, said)["_id"])
                return None
            to_fill(self._house, self._reader, self._unit, said)
        except NotFound:
            return Problem(Fault.NO_CASEFILE, {"number": said}) if name == "casefile" else self._may("batch")
        except LontarError as error:
            return Problem(Fault.REFUSED, {"why": str(error)})
        return None

    def _may(self, name: str) -> Problem | None:
        """Whether what is missing may be made."""
        if self._reader.roles & ACTIONS[MAKES[name]]:
            return None
        return Problem(Fault.REFUSED, {"why": str(Forbidden(action=CALLED[MAKES[name]]))})

    def batch(self, name: str) -> str:
        """The name of a batch of the unit, made where there is none."""
        said: str = self._once(
            ("made batch", name), lambda: str(used(self._house, self._reader, self._unit, name)["name"])
        )
        return said

    def folder(self, box: str, folder: str) -> str | None:
        """The id of a folder by the numbers of its box and of itself, both made where they are missing; of a box
        without folders that of its folder "1"."""
        found: str | None = self._once(("folder", box, folder), lambda: self._folder(box, folder or "1"))
        return found

    def _folder(self, number: str, folder: str) -> str:
        of = self._house, self._reader
        try:
            box = boxes.box(*of, self._unit, number)
        except NotFound:
            with suppress(Taken):  # another one made it at the same moment
                boxes.make_box(*of, self._unit, number)
            box = boxes.box(*of, self._unit, number)
        try:
            return str(boxes.folder(*of, box, folder)["_id"])
        except NotFound:
            with suppress(Taken):
                boxes.make_folder(*of, box, folder)
            return str(boxes.folder(*of, box, folder)["_id"])

    def file(self, number: str) -> tuple[Change, Changes]:
        """How a letter is put into the case file of a number, and that held open. Raises NotFound, ClosedCaseFile."""
        return filing(self._house, self._reader, str(casefile(self._house, self._reader, number)["_id"]))

    def undone_why(self, id: str) -> str | None:
        """Why another import was taken out again; None for one that was not."""
        found: str | None = self._once(
            ("undone", id), lambda: (self._house.store.get(TableImport, id) or {}).get("undone_why")
        )
        return found

    def _once(self, key: tuple[str, ...], look: Any) -> Any:
        if key not in self._known:
            self._known[key] = look()
        return self._known[key]
