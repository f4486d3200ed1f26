"""A paper that can be lent or listed: that of a letter, or of a case file."""

from dataclasses import dataclass
from typing import Any

from lontar.indexed import casefile_said
from lontar.many.casefiles import known
from lontar.shelving.placing import folder_of, places
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.casefile import CaseFile
from schemas.errors import NotFound
from schemas.letter import Letter, values_of
from schemas.loan import THINGS
from store.contract import Row


@dataclass(frozen=True)
class Paper:
    """`casefile`: that of a letter; `title` and `number` as it is called; `place` where it lies, box/folder and shelf,
    or nothing."""

    thing: str
    id: str
    unit: str
    title: str
    number: str
    grants: tuple[str, ...]
    casefile: str | None
    place: str

    @property
    def is_casefile(self) -> bool:
        return self.thing.startswith("casefiles/")

    @property
    def address(self) -> str:
        return f"/{self.thing}"


def paper_of(house: House, reader: Reader | None, thing: str) -> Paper:
    """The paper that `thing` ("letters/ID", "casefiles/ID") names. `reader`: who must be able to read it; None: nobody
    asks. Raises NotFound."""
    kind, _, id = thing.partition("/")
    row: Row | None = house.store.get(Letter if kind == THINGS[0] else CaseFile, id) if kind in THINGS else None
    if row is None or (reader is not None and not _readable(house, reader, kind, row)):
        raise NotFound(what="Paper")
    return _casefile(house, row) if kind == THINGS[1] else _letter(house, row)


def _readable(house: House, reader: Reader, kind: str, row: Row) -> bool:
    return may_see(reader, row) if kind == THINGS[0] else bool(known(house, reader, [row["_id"]]))


def _letter(house: House, row: Row) -> Paper:
    casefile = house.store.get(CaseFile, row["casefile"]) if row.get("casefile") else None
    values = values_of(row)
    return Paper(
        thing=f"letters/{row['_id']}",
        title=str(values.get("subject") or _name(row)),
        number=str(values.get("reference_number") or ""),
        casefile=row.get("casefile"),
        place=_place(house, folder_of(row, casefile)),
        **_common(row),
    )


def _casefile(house: House, row: Row) -> Paper:
    place = _place(house, row.get("folder"))
    common = _common(row)
    return Paper(
        thing=f"casefiles/{row['_id']}", title=casefile_said(row), number=row["number"], casefile=None, place=place,
        **common,
    )  # fmt: skip


def _common(row: Row) -> dict[str, Any]:
    return {"id": row["_id"], "unit": row["unit"], "grants": tuple(row.get("grants", ()))}


def _name(row: Row) -> str:
    return str(row["files"][0]["name"]) if row.get("files") else str(row["_id"])


def _place(house: House, folder: str | None) -> str:
    found = places(house, [folder]).get(folder or "")
    return found.whole if found else ""
