"""Case files (berkas) of a unit: made, listed, and what being put into one does to a letter."""

from collections.abc import Mapping
from typing import Any

from lontar.act import Change, happened
from lontar.errors import ClosedCaseFile, NotOfTheFonds, NotOfTheUnit
from lontar.intake.digitising import demand_own
from lontar.shelving.placing import folder_known, places
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may_see
from office.vocabularies import Shelf
from schemas.casefile import LONGEST_CODE, LONGEST_NUMBER, LONGEST_TITLE, CaseFile
from schemas.description import Description
from schemas.errors import NotFound, Taken, WrongUse
from schemas.letter import Letter
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes, Happened, Hold
from store.contract import Row

ACTION = "casefile.manage"
STATES = ("open", "closed")
MOST = 2000
"""Case files of a list, the newest."""


def casefiles(house: House, reader: Reader, state: str = "open") -> list[Row]:
    """Those of a state in the units of the reader, the newest first."""
    where = {"state": state} | ({} if reader.units is None else {"unit": {"$in": reader.units}})
    rows = house.store.find(CaseFile, where, sort=[("made_at", -1)], limit=MOST)
    return [row for row in rows if may_see(reader, row)]


def said(house: House, rows: list[Row]) -> list[dict[str, Any]]:
    """Case files as `lontar casefile --json` and the JSON API give them; the unit is its code, `place` where the paper
    lies: box/folder and shelf."""
    units = house.store.get_many(Unit, sorted({row["unit"] for row in rows}))
    where = places(house, (row.get("folder") for row in rows))
    return [
        {"id": row["_id"], "unit": units.get(row["unit"], {}).get("code", row["unit"])}
        | {name: row[name] for name in ("number", "code", "title", "state")}
        | {name: row.get(name) or None for name in ("series", "folder")}
        | {"place": where[row["folder"]].whole if row.get("folder") in where else None}
        for row in rows
    ]


def casefile(house: House, reader: Reader, wanted: str) -> Row:
    """By its id, or by its number where one alone of the reader's has it. Raises NotFound, WrongUse."""
    row = house.store.get(CaseFile, wanted)
    known = [] if row else [one for state in STATES for one in casefiles(house, reader, state)]
    found = [row] if row else [one for one in known if one["number"] == wanted]
    found = [one for one in found if may_see(reader, one)]
    if len(found) > 1:
        raise WrongUse(what=f"the number {wanted}", why="several units have a case file of it; name its id")
    if not found:
        raise NotFound(what=f"Case file {wanted}")
    return found[0]


def known(house: House, reader: Reader, ids: list[str]) -> dict[str, Row]:
    """Those of them that the reader may know of: of their units, or with a letter in them that they may read."""
    rows = house.store.get_many(CaseFile, ids)
    return {id: row for id, row in rows.items() if may_see(reader, row) or _reads_in(house, reader, id)}


def _reads_in(house: House, reader: Reader, id: str) -> bool:
    letters = house.store.find(Letter, {"casefile": id}, sort=[("added_at", -1)], limit=MOST, fields=("grants",))
    return any(may_see(reader, letter) for letter in letters)


def make(
    house: House, reader: Reader, unit: str, *, number: str, code: str, title: str, series: str = "", folder: str = ""
) -> CaseFile:
    """`series`, `folder`: ids, if any. Raises Taken, NotFound, WrongUse, TooManyCharacters, each with the field;
    Forbidden."""
    demand(reader, ACTION)
    demand_own(reader, unit)
    there = {name: value for name, value in (("series", series), ("folder", folder)) if value}
    demand_there(house, reader, unit, there)
    said = checked(house, {"number": number, "code": code, "title": title}) | there
    made = CaseFile(unit=unit, grants=[f"unit:{unit}"], **said)
    values = {name: made[name] for name in ("unit", "number", "code", "title", *there)}
    event = happened(reader, "casefile.made", made.id, of="casefiles", after=values)
    try:
        house.store.commit(Changes.of(made, events=[event]))
    except Taken as error:
        raise Taken(what=made.number, field="number") from error
    return made


def demand_there(house: House, reader: Reader, unit: str, values: Mapping[str, str]) -> None:
    """The series and the folder of a case file of a unit are there: the series is of the unit or of one above it.
    Raises NotFound, NotOfTheFonds, with the field."""
    if values.get("series"):
        row = house.store.get(Description, values["series"])
        if row is None or row["level"] != "series":
            raise NotFound(what="Series", field="series")
        if row["unit"] not in (unit, *(house.store.get(Unit, unit) or {}).get("path", ())):
            raise NotOfTheFonds(field="series")
    if values.get("folder"):
        folder_known(house, reader, values["folder"])


def checked(house: House, values: Mapping[str, str]) -> dict[str, str]:
    """What is said of a case file, as it is kept. Raises WrongUse, TooManyCharacters, each with the field."""
    kept = dict(values)
    if "title" in kept:
        kept["title"] = stated("The title", " ".join(kept["title"].split()), LONGEST_TITLE, "title")
    if "number" in kept:
        kept["number"] = stated("The number", kept["number"], LONGEST_NUMBER, "number")
    if "code" in kept:
        kept["code"] = stated("The classification code", kept["code"], LONGEST_CODE, "code")
        if not Shelf(house.settings.home).get("classification").find(kept["code"], now().date()):
            raise WrongUse(what=kept["code"], why="it is no classification code in use", field="code")
    return kept


def filing(house: House, reader: Reader, id: str) -> tuple[Change, Changes]:
    """Putting letters into a case file, and that held as it stands: it is open. "" takes them out of theirs.

    Raises NotFound, ClosedCaseFile at once, and NotOfTheUnit for a letter that belongs to neither its unit nor one
    below."""
    file = casefile(house, reader, id) if id else None
    if file and file["state"] != "open":
        raise ClosedCaseFile(number=file["number"])
    held = Changes(holds=(Hold(CaseFile, file["_id"], file["version"]),) if file else ())
    below: dict[str, bool] = {}

    def is_below(unit: str) -> bool:
        if unit not in below:
            path = (house.store.get(Unit, unit) or {}).get("path", [])
            below[unit] = file is None or file["unit"] in (unit, *path)
        return below[unit]

    def change(letter: Letter) -> list[Happened]:
        if not is_below(letter.unit):
            raise NotOfTheUnit()
        before, letter.casefile = letter.casefile or "", file["_id"] if file else None
        after = letter.casefile or ""
        if before == after:
            return []
        event = happened(reader, "letter.filed", letter.id, before={"casefile": before}, after={"casefile": after})
        return [event]

    return change, held
