"""Labels of boxes and folders to print, and what a scanned or typed one leads to."""

from collections.abc import Iterable, Sequence
from typing import Any

from lontar.wiring import House
from office.access import Reader, may_see
from paper.labels import ACROSS, DOWN, code_of, meant
from paper.sandbox import Sandbox
from schemas.box import Box, Folder
from schemas.errors import NotFound, WrongUse
from schemas.unit import Unit
from store.contract import Row

MOST = 2400
"""Labels printed at once: a hundred sheets."""
SECONDS = 120.0
NAMES = {"box": "BOKS", "folder": "FOLDER"}


def labels(house: House, things: Sequence[tuple[str, Row]], skip: int = 0) -> bytes:
    """The stickers of these, each a kind and the row of a box or folder, as PDF. Raises WrongUse."""
    if not things:
        raise WrongUse(what="The sheet", why="no box or folder was chosen")
    if len(things) > MOST:
        raise WrongUse(what="The sheet", why=f"it has more than {MOST} labels; print it in parts")
    if not 0 <= skip < ACROSS * DOWN:
        raise WrongUse(what="skip", why=f"a sheet has {ACROSS * DOWN} labels")
    site = house.settings.web.public_url.rstrip("/")
    boxes = house.store.get_many(Box, sorted({row["box"] for kind, row in things if kind == "folder"}))
    units = house.store.get_many(Unit, sorted({row["unit"] for _, row in things}))
    rows = [_row(kind, row, boxes, units, site=site) for kind, row in things]
    with Sandbox(house.settings.paper, ()) as sandbox:
        made: bytes = sandbox.call("paper.labels:sheet", rows, skip, seconds=SECONDS)
    return made


def folder_sheet(house: House, folder: Row) -> bytes:
    """The sheet that is scanned in front of what lies in a folder (paper/labels.py), as PDF."""
    site = house.settings.web.public_url.rstrip("/")
    boxes = house.store.get_many(Box, [folder["box"]])
    units = house.store.get_many(Unit, [folder["unit"]])
    row = _row("folder", folder, boxes, units, site=site)
    with Sandbox(house.settings.paper, ()) as sandbox:
        made: bytes = sandbox.call("paper.labels:front", row, seconds=SECONDS)
    return made


def chosen(house: House, reader: Reader, boxes: Iterable[str], folders: Iterable[str]) -> list[tuple[str, Row]]:
    """Boxes and folders by id. Raises NotFound for one that the reader may not see."""
    found: list[tuple[str, Row]] = []
    for kind, of, ids in (("box", Box, list(boxes)), ("folder", Folder, list(folders))):
        rows = house.store.get_many(of, ids)
        for id in ids:
            if id not in rows or not may_see(reader, rows[id]):
                raise NotFound(what=kind.capitalize())
            found.append((kind, rows[id]))
    return found


def of_box(house: House, box: Row) -> list[tuple[str, Row]]:
    """A box with its folders."""
    rows = house.store.find(Folder, {"box": box["_id"]}, sort=[("number", 1)], limit=MOST)
    return [("box", box), *(("folder", row) for row in rows)]


def leads_to(house: House, reader: Reader, said: str) -> tuple[str, str] | None:
    """Kind and id of the box or folder that a label names, for who may see it; None for any other text, and for one of
    others: nobody learns that there is one."""
    found = meant(said)
    if found is None:
        return None
    row = house.store.get(Box if found[0] == "box" else Folder, found[1])
    return found if row is not None and may_see(reader, row) else None


def _row(kind: str, row: Row, boxes: dict[str, Row], units: dict[str, Row], *, site: str) -> dict[str, Any]:
    box = boxes.get(row.get("box") or "", {})
    return {
        "kind": NAMES[kind],
        "number": row["number"],
        "box": str(box.get("number", "")),
        "title": str(row.get("title") or row.get("shelf") or box.get("title") or "")[:90],
        "unit": str(units.get(row["unit"], {}).get("name", ""))[:60],
        "code": code_of(kind, row["_id"], site),
    }
