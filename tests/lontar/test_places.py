"""Labels lead to the page of a box or folder for who may see it; a folder shows the letters whose paper lies in it."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest

from lontar.intake import uploads
from lontar.shelving import boxes, inside, labels
from lontar.shelving.places import folder_at
from lontar.wiring import House
from office.access import Reader, reader_of
from paper.labels import code_of, meant
from paper.qr import texts
from schemas.box import Box, Folder
from schemas.errors import NotFound, WrongUse
from schemas.letter import Letter
from schemas.person import Person
from schemas.stored import new_id
from tests import files
from tests.demo import demo_house
from tests.lontar.digitising import working


def page_of(pdf: bytes, dpi: int) -> Any:
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")
    return np.asarray(image, np.uint8)


SIZES = (1, 1.5, 2, 2.5, 3, 3.5, 4)


def read(page: Any, number: int) -> set[str]:
    """What stands on label `number` of a printed sheet, as a reader held before it sees it: near, at several sizes."""
    height, width = page.shape
    row, column = divmod(number, 3)
    top, low = round(row * 37 / 297 * height) + 1, round((row + 1) * 37 / 297 * height)
    label = page[top:low, round(column * width / 3) : round((column + 0.5) * width / 3)]
    sizes = [cv2.resize(label, None, fx=up, fy=up, interpolation=cv2.INTER_CUBIC) for up in SIZES]
    return {said for size in sizes if (said := cv2.QRCodeDetector().detectAndDecode(size)[0])}


@pytest.mark.parametrize("dpi", [72, 100, 150, 200])
def test_labels_are_read_off_the_printed_sheet(house: House, console: Reader, dpi: int) -> None:
    box = boxes.box(house, console, console.unit, str(boxes.make_box(house, console, console.unit, "12").id))
    for number in range(3):
        boxes.make_folder(house, console, box, str(number), title="Surat masuk 1971")
    things = labels.of_box(house, box)
    page = page_of(labels.labels(house, things, skip=2), dpi)
    assert page.shape[0] == pytest.approx(297 / 25.4 * dpi, abs=2)
    for number, (kind, row) in enumerate(things, 2):
        assert read(page, number) == {code_of(kind, row["_id"])}


def test_the_sheet_of_a_folder_is_read_as_a_scan_is(house: House, console: Reader) -> None:
    folder = house.store.get(Folder, folder_at(house, console, console.unit, "12", "3")) or {}
    for dpi in (72, 150):
        assert texts(page_of(labels.folder_sheet(house, folder), dpi)) == [code_of("folder", folder["_id"])]


def test_a_code_is_known_with_any_host_and_in_short() -> None:
    id = new_id()
    for said in (
        code_of("folder", id),
        code_of("folder", id, "https://arsip.example"),
        f" lontar:folder:{id.lower()} ",
    ):
        assert meant(said) == ("folder", id)
    assert meant(code_of("box", id, "http://10.0.0.1:8000")) == ("box", id)
    for other in (f"https://arsip.example/letters/{id}", "LONTAR:SEPARATOR:1", "jembatan", f"{code_of('box', id)} x"):
        assert meant(other) is None


def test_sheets_that_cannot_be_are_refused(house: House, console: Reader) -> None:
    row = house.store.get(Box, boxes.make_box(house, console, console.unit, "1").id) or {}
    for things, skip in (([], 0), ([("box", row)], 24), ([("box", row)], -1), ([("box", row)] * 2401, 0)):
        with pytest.raises(WrongUse):
            labels.labels(house, things, skip)


def test_what_others_keep_leads_nowhere_and_shows_nothing(tmp_path: Path, console: Reader) -> None:
    with demo_house(tmp_path) as house:
        (person,) = house.store.find(Person, {"login": "staf@sukamaju.example"})
        stranger = reader_of(house.store, person["_id"])
        folder = folder_at(house, console, "setda", "12", "3")
        assert labels.leads_to(house, console, code_of("folder", folder)) == ("folder", folder)
        assert labels.leads_to(house, stranger, code_of("folder", folder)) is None
        assert boxes.boxes(house, stranger) == []
        with pytest.raises(NotFound):
            labels.chosen(house, stranger, [], [folder])
        with pytest.raises(NotFound):
            uploads.begin(house, stranger, name="a.pdf", size=1, folder=folder)


def test_a_folder_shows_the_letters_in_it_in_pieces(
    house: House, console: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "PIECE", 2)
    batch = working.made(house, console)
    scans = [working.scan(house, console, batch.name, f"12-3-{number}.pdf") for number in (1, 2)]
    folder = house.store.get(Folder, house.store.get(Letter, scans[0])["folder"]) or {}
    scans.append(working.scan(house, console, batch.name, "lain.pdf", *files.LETTER, folder=folder["_id"]))
    first = inside.letters(house, console, folder)
    rest = inside.letters(house, console, folder, first.after)
    assert [row["_id"] for row in (*first.rows, *rest.rows)] == scans
    assert rest.after is None
    (one,) = inside.expected(house, console, folder)
    assert (one.items, one.scanned) == (2, 2)
    assert [row["number"] for _, row in inside.places_of(house, batch.packed())] == ["12", "3", "4"]
