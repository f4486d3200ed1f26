"""Fonds and series: made, changed, removed while nothing is below them, and shown as a tree with what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lontar.act import happened
from lontar.describing.errors import NotEmpty
from lontar.finding.requested import checked_request
from lontar.intake.digitising import demand_own
from lontar.shelving.boxes import perhaps, tidy
from lontar.shelving.changing import Done, Values, Way
from lontar.shelving.changing import change as changed
from lontar.shelving.changing import undo as undone
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.casefile import CaseFile
from schemas.description import LONGEST_CODE, LONGEST_DATES, LONGEST_TEXT, LONGEST_TITLE, Description
from schemas.errors import NotFound, Taken, WrongUse
from schemas.letter import Letter, values_of
from schemas.unit import Unit
from store.changes import Changes, Remove
from store.contract import Row

ACTION = "casefile.manage"
NAMES = ("code", "title", "dates", "history", "content")
"""What is said of a fonds or series, and can be said anew."""
MOST = 5000
"""Fonds, or series of one fonds, that are shown."""
MOST_FILES = 500
"""Case files of a series whose letters are counted: each is a question to the index."""


@dataclass(frozen=True)
class Branch:
    """A fonds with its series; `files`: case files by the id of their series."""

    fonds: Row
    series: list[Row]
    unit: str
    files: Mapping[str, int]


@dataclass(frozen=True)
class Extent:
    """What the letters of a fonds or series come to, of those that the reader may read. `first`, `last`: yyyymmdd, 0
    for none. `files`: case files; `whole`: False where there were too many to look at all of their letters."""

    letters: int
    first: int
    last: int
    files: int
    whole: bool = True


def tree(house: House, reader: Reader) -> list[Branch]:
    """All fonds of the reader's units with their series, by code: three questions to the store, whatever its size."""
    fonds = _seen(house, reader, "fonds")
    series: dict[str, list[Row]] = {}
    for row in _seen(house, reader, "series"):
        series.setdefault(row["parent"], []).append(row)
    units = house.store.get_many(Unit, sorted({row["unit"] for row in fonds}))
    where = None if reader.units is None else {"unit": {"$in": reader.units}}
    files = house.store.tally(CaseFile, "series", where) if fonds else {}
    return [
        Branch(row, series.get(row["_id"], []), str(units.get(row["unit"], {}).get("name") or row["unit"]), files)
        for row in fonds
    ]


def _seen(house: House, reader: Reader, level: str) -> list[Row]:
    where = {"level": level} | ({} if reader.units is None else {"unit": {"$in": reader.units}})
    rows = house.store.find(Description, where, sort=[("code", 1)], limit=MOST)
    return [row for row in rows if may_see(reader, row)]


def one(house: House, reader: Reader, wanted: str) -> Row:
    """By its id, or by its code where one alone of the reader's has it; a series also as FONDS/SERIES. Raises NotFound,
    WrongUse."""
    row = house.store.get(Description, wanted)
    if row is None:
        found = [each for each in _every(house, reader) if wanted in (each["code"], each["path"])]
        if len(found) > 1:
            raise WrongUse(what=f"the code {wanted}", why="several have it; name its id, or FONDS/SERIES")
        row = found[0] if found else None
    if row is None or not may_see(reader, row):
        raise NotFound(what=f"Fonds or series {wanted}")
    return row


def _every(house: House, reader: Reader) -> list[Row]:
    fonds, series = _seen(house, reader, "fonds"), _seen(house, reader, "series")
    codes = {row["_id"]: row["code"] for row in fonds}
    paths = [row | {"path": f"{codes.get(row['parent'], '')}/{row['code']}"} for row in series]
    return [*(row | {"path": row["code"]} for row in fonds), *paths]


def series_for(house: House, reader: Reader, unit: str) -> list[Row]:
    """The series that a case file of a unit can belong to, with "path": FONDS/SERIES."""
    above = {unit, *((house.store.get(Unit, unit) or {}).get("path") or ())}
    return [row for row in _every(house, reader) if row["level"] == "series" and row["unit"] in above]


def make(house: House, reader: Reader, unit: str, values: Values, parent: str = "") -> Description:
    """A fonds of a unit, or with `parent` (its id) a series. Raises Taken, WrongUse, TooManyCharacters, each with the
    field; NotFound, Forbidden."""
    demand(reader, ACTION)
    fonds = one(house, reader, parent) if parent else None
    if fonds is not None and fonds["level"] != "fonds":
        raise WrongUse(what=fonds["code"], why="a series stands below a fonds", field="parent")
    unit = fonds["unit"] if fonds else unit
    demand_own(reader, unit)
    said = checked({"code": "", "title": ""} | dict(values))
    made = Description(
        level="series" if fonds else "fonds", unit=unit, parent=fonds["_id"] if fonds else "",
        grants=[f"unit:{unit}"], **said,
    )  # fmt: skip
    after = {"level": made.level, "unit": unit, "parent": made.parent} | said
    event = happened(reader, "description.made", made.id, of="descriptions", after=after)
    try:
        house.store.commit(Changes.of(made, events=[event]))
    except Taken as error:
        raise Taken(what=made.code, field="code") from error
    return made


def checked(values: Values) -> dict[str, str]:
    """As it is kept."""
    kept = dict(values)
    if "code" in kept:
        kept["code"] = stated("The code", tidy(kept["code"]), LONGEST_CODE, "code")
    if "title" in kept:
        kept["title"] = stated("The title", tidy(kept["title"]), LONGEST_TITLE, "title")
    if "dates" in kept:
        kept["dates"] = perhaps("What is said of its dates", kept["dates"], LONGEST_DATES, "dates")
    for name, what in (("history", "The history"), ("content", "The description")):
        if name in kept:
            said = kept[name].strip()
            kept[name] = stated(what, said, LONGEST_TEXT, name) if said else ""
    return kept


WAY = Way(
    Description,
    "description",
    "Description",
    ACTION,
    NAMES,
    "code",
    lambda _house, _reader, _row, values: checked(values),
)


def change(house: House, reader: Reader, id: str, values: Values) -> Done:
    return changed(house, reader, WAY, id, values)


def undo(house: House, reader: Reader, sequence: int) -> Done:
    return undone(house, reader, [WAY], sequence)


def remove(house: House, reader: Reader, id: str) -> int:
    """Take away a fonds without series, or a series without case files; the number of the event. Raises NotEmpty."""
    row = one(house, reader, id)
    demand(reader, ACTION)
    below = house.store.count(Description, {"parent": row["_id"]}) or house.store.count(
        CaseFile, {"series": row["_id"]}
    )
    if below:
        raise NotEmpty(what=row["code"])
    before = {name: row.get(name) or "" for name in ("level", "unit", "parent", *NAMES)}
    event = happened(reader, "description.removed", row["_id"], of="descriptions", before=before)
    gone = Remove(Description, row["_id"], row["version"])
    return house.store.commit(Changes(removes=(gone,), events=(event,))).sequence


def extent(house: House, reader: Reader, row: Row) -> Extent:
    """Of a fonds: all letters of its unit, filed or not; of a series: those of its case files. Raises Unavailable."""
    if row["level"] == "fonds":
        unit = house.store.get(Unit, row["unit"]) or {}
        files = house.store.count(CaseFile, {"unit": row["unit"]})
        return _asked(house, reader, {"unit": [str(unit.get("code") or row["unit"])]}, files)
    rows = house.store.find(CaseFile, {"series": row["_id"]}, sort=[("number", 1)], limit=MOST_FILES + 1)
    ids = [one["_id"] for one in rows if may_see(reader, one)]
    if not ids:
        return Extent(0, 0, 0, 0)
    found = _asked(house, reader, {"casefile": ids[:MOST_FILES]}, len(ids))
    return replace(found, whole=len(ids) <= MOST_FILES)


def _asked(house: House, reader: Reader, filters: dict[str, list[str]], files: int) -> Extent:
    """Two questions to the index, each for one letter: the newest and the oldest."""
    days, total = [], 0
    for sort in ("newest", "oldest"):
        request, _ = checked_request(house, reader, "", filters=filters, sort=sort, limit=1)
        result = house.index.search(request)
        total = result.total
        hit = house.store.get(Letter, result.hits[0]) if result.hits else None
        days.append(int(values_of(hit).get("date") or 0) if hit else 0)
    return Extent(total, min(days), max(days), files)


def said(house: House, row: Row) -> dict[str, Any]:
    """As `lontar description --json` and the JSON API give it; the unit is its code."""
    unit = (house.store.get(Unit, row["unit"]) or {}).get("code") or row["unit"]
    return {"id": row["_id"], "level": row["level"], "unit": unit, "parent": row["parent"] or None} | {
        name: row.get(name) or "" for name in NAMES
    }
