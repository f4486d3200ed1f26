"""Boxes and their folders: made, found by number, listed."""

from typing import TypeVar

from lontar.act import happened
from lontar.intake.digitising import demand_own
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.box import LONGEST_NUMBER, LONGEST_SHELF, LONGEST_TITLE, Box, Folder
from schemas.errors import NotFound, Taken
from store.changes import Changes
from store.contract import Row

ACTION = "shelf.manage"
MOST = 2000
"""Boxes of a list, the newest; folders of a box."""
Made = TypeVar("Made", Box, Folder)


def boxes(house: House, reader: Reader) -> list[Row]:
    """Those of the reader's units, the newest first."""
    wheres = [{}] if reader.units is None else [{"unit": unit} for unit in reader.units]  # one index serves one unit
    found = [row for where in wheres for row in house.store.find(Box, where, sort=[("made_at", -1)], limit=MOST)]
    rows = sorted(found, key=lambda row: (row["made_at"], row["_id"]), reverse=True)[:MOST]
    return [row for row in rows if may_see(reader, row)]


def box(house: House, reader: Reader, unit: str, wanted: str) -> Row:
    """By its id, or by its number in a unit. Raises NotFound."""
    row = house.store.get(Box, wanted) or _only(house.store.find(Box, {"unit": unit, "number": tidy(wanted)}, limit=1))
    if row is None or not may_see(reader, row):
        raise NotFound(what=f"Box {wanted}")
    return row


def folders(house: House, box: Row) -> list[Row]:
    """Those of a box, by number."""
    return house.store.find(Folder, {"box": box["_id"]}, sort=[("number", 1)], limit=MOST)


def folder(house: House, reader: Reader, box: Row, wanted: str) -> Row:
    """By its id, or by its number in a box. Raises NotFound."""
    where = {"box": box["_id"], "number": tidy(wanted)}
    row = house.store.get(Folder, wanted) or _only(house.store.find(Folder, where, limit=1))
    if row is None or not may_see(reader, row) or row["box"] != box["_id"]:
        raise NotFound(what=f"Folder {wanted}")
    return row


def folder_at(house: House, reader: Reader, unit: str, said: str) -> str:
    """The id of a folder as somebody writes it: an id, or the numbers of box and folder, apart by a slash: of a unit,
    else of the reader's own, which may keep the paper of others; "" for none. Raises NotFound."""
    written, slash, number = said.strip().rpartition("/")
    if not slash:
        return number
    try:
        within = box(house, reader, unit, written)
    except NotFound:
        within = box(house, reader, reader.unit, written)
    return str(folder(house, reader, within, number)["_id"])


def make_box(house: House, reader: Reader, unit: str, number: str, *, title: str = "", shelf: str = "") -> Box:
    """Raises Taken, WrongUse, TooManyCharacters, each with the field; Forbidden."""
    demand(reader, ACTION)
    demand_own(reader, unit)
    made = Box(
        unit=unit,
        number=stated("The number", tidy(number), LONGEST_NUMBER, "number"),
        title=perhaps("The title", title, LONGEST_TITLE, "title"),
        shelf=perhaps("The shelf", shelf, LONGEST_SHELF, "shelf"),
        grants=[f"unit:{unit}"],
    )
    return _kept(house, reader, made, "box.made", ("unit", "number", "title", "shelf"))


def make_folder(house: House, reader: Reader, box: Row, number: str, *, title: str = "") -> Folder:
    """The same."""
    demand(reader, ACTION, box, what="Box")
    made = Folder(
        unit=box["unit"],
        box=box["_id"],
        number=stated("The number", tidy(number), LONGEST_NUMBER, "number"),
        title=perhaps("The title", title, LONGEST_TITLE, "title"),
        grants=box["grants"],
    )
    return _kept(house, reader, made, "folder.made", ("unit", "box", "number", "title"))


def tidy(said: str) -> str:
    return " ".join(said.split())


def perhaps(what: str, said: str, most: int, field: str) -> str:
    """What is said where something may be. Raises TooManyCharacters."""
    return stated(what, tidy(said), most, field) if tidy(said) else ""


def _only(rows: list[Row]) -> Row | None:
    return rows[0] if rows else None


def _kept(house: House, reader: Reader, made: Made, verb: str, names: tuple[str, ...]) -> Made:
    event = happened(reader, verb, made.id, of=made.collection(), after={name: made[name] for name in names})
    try:
        house.store.commit(Changes.of(made, events=[event]))
    except Taken as error:
        raise Taken(what=made.number, field="number") from error
    return made
