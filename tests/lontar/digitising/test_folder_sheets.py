"""A batch scan with the sheets of folders in it: the letters behind a sheet lie in its folder."""

import io
from pathlib import Path

import pikepdf

from lontar.digitising.following import caught_up
from lontar.journey import arrive
from lontar.shelving import labels
from lontar.shelving.places import folder_at
from lontar.wiring import House
from office.access import Reader
from schemas.box import Folder
from schemas.letter import Letter
from tests import files
from tests.lontar.digitising import working


def test_letters_behind_a_sheet_lie_in_its_folder(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    places = [folder_at(house, console, console.unit, "12", number) for number in ("3", "4")]
    sheets = [labels.folder_sheet(house, house.store.get(Folder, id) or {}) for id in places]
    letters = [files.pdf((f"Surat nomor {number}", "tentang pasar dan jalan desa")) for number in range(3)]
    scan = pikepdf.new()
    for part in (letters[0], sheets[0], letters[1], sheets[1], letters[2]):
        with pikepdf.open(io.BytesIO(part)) as document:
            scan.pages.extend(document.pages)
    path = files.written(Path(house.settings.home), "scan.pdf", files.saved(scan))
    (one,) = arrive(house, path, "12-3-1.pdf", console, batch=batch.name, split="separators")
    working.read(house)
    rows = sorted(house.store.every(Letter), key=lambda row: row["files"][0]["leaves"])
    assert one.id in {row["_id"] for row in rows}
    assert [row.get("folder") for row in rows] == [None, *places]
    caught_up(house)
    assert working.item(house, key="12/3/1")["state"] == "missing"  # the name of a batch scan is none of its letters'
