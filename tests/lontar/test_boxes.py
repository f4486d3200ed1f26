"""Boxes and folders: where paper lies, known by the numbers written on them."""

import pytest

from lontar.shelving import boxes
from lontar.wiring import House
from office.access import Reader
from schemas.errors import NotFound, Taken, WrongUse
from schemas.event import Event


def test_a_box_and_its_folder_are_found_by_number_and_id(house: House, console: Reader) -> None:
    made = boxes.make_box(house, console, console.unit, " 12 ", title="Surat  masuk 1971", shelf="Gudang A, rak 3")
    row = boxes.box(house, console, console.unit, "12")
    assert (row["_id"], row["title"], row["shelf"]) == (made.id, "Surat masuk 1971", "Gudang A, rak 3")
    folder = boxes.make_folder(house, console, row, "3", title="Undangan")
    assert boxes.folder(house, console, row, "3") == boxes.folder(house, console, row, str(folder.id))
    assert [one["number"] for one in boxes.folders(house, row)] == ["3"]
    assert [one["_id"] for one in boxes.boxes(house, console)] == [made.id]
    assert {event["verb"] for event in house.store.find(Event, sort=[("sequence", 1)])} >= {"box.made", "folder.made"}


def test_two_boxes_of_a_unit_have_not_one_number(house: House, console: Reader) -> None:
    first = boxes.make_box(house, console, console.unit, "12")
    with pytest.raises(Taken) as taken:
        boxes.make_box(house, console, console.unit, "12")
    assert taken.value.params["field"] == "number"
    with pytest.raises(WrongUse):
        boxes.make_box(house, console, console.unit, "  ")
    row = boxes.box(house, console, console.unit, str(first.id))
    boxes.make_folder(house, console, row, "1")
    with pytest.raises(Taken):
        boxes.make_folder(house, console, row, "1")


def test_what_is_not_there_is_not_found(house: House, console: Reader) -> None:
    with pytest.raises(NotFound):
        boxes.box(house, console, console.unit, "99")
    row = {"_id": "none", "grants": []}
    with pytest.raises(NotFound):
        boxes.folder(house, console, row, "1")
