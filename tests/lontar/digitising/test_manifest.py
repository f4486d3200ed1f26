"""The manifest: read as offices write it, each fault named by its line, laid over what stands, typed in and undone."""

import pytest

from lontar.digitising import items, manifest, past
from lontar.digitising.counts import counts, listed
from lontar.digitising.errors import NotListed, ScannedAlready
from lontar.digitising.keys import key_of, keys_in
from lontar.wiring import House
from office.access import Reader
from office.plan import Sign
from schemas.box import Box, Folder
from schemas.errors import Conflict, Taken
from schemas.item import Item
from tests.lontar.digitising import working

WRONG = """box,folder,number,description,pages,date,subject
,3,1,a,,,
12,3,,,,,
12,3,1,a,no,,
12,3,2,b,0,31-2-1971,
12,4,1,c,,,
12,4,001,d,,,
"""


def test_a_table_of_an_office_becomes_items_with_their_boxes_and_folders(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    found = counts(house, {"_id": batch.id})
    assert (found.expected, found.missing, found.scanned, found.unexplained) == (3, 3, 0, 3)
    one = working.item(house, box="12", folder="4")
    assert (one["date"], one["subject"], one["reference_number"]) == (19711122, "Perayaan", "900/1/SETDA/1971")
    assert house.store.count(Box) == 1
    assert house.store.get(Folder, one["place"])["number"] == "4"


def test_each_fault_is_named_by_its_line_and_nothing_is_taken(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    plan = manifest.plan(house, console, batch.id, WRONG.encode())
    assert [(one.line, one.sentence.split(";")[0]) for one in plan.faults] == [
        (2, "box is empty"),
        (3, "the item needs a number, a reference number or a description"),
        (4, "pages must be a whole number from 1 to 10000"),
        (5, "pages must be a whole number from 1 to 10000"),
        (5, "date is no date"),
        (7, "the same item stands in line 6 already"),
    ]
    assert not plan.changes
    for broken, said in (
        (b"\xff\xfe", "UTF-8"),
        (b"", "first line"),
        (b"box,folder\n", "no line"),
        (b"a,b\n1,2", "must be"),
    ):
        (fault,) = manifest.plan(house, console, batch.id, broken).faults
        assert said in fault.sentence


def test_the_same_table_again_changes_nothing_and_another_what_it_says(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    same = working.listed(house, console, batch.id, working.TABLE)
    assert {step.sign for step in same.steps} == {Sign.SAME}
    table = "box,folder,number,description\n12,03,1,Laporan bulanan\n13,1,1,Peta\n"
    plan = working.listed(house, console, batch.id, table)
    assert [step.sign for step in plan.steps] == [Sign.CHANGED, Sign.ADDED, Sign.UNNAMED, Sign.UNNAMED]
    assert house.store.count(Item, {"batch": batch.id}) == 4
    assert working.item(house, number="1", description="Laporan bulanan")["line"] == 1


@pytest.mark.everywhere("full")
def test_an_item_is_typed_in_changed_and_taken_out_and_each_is_undone(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    id, event = items.put(
        house, console, batch.id, None, {"box": "12", "folder": "3", "number": "9", "date": "1 Mei 1970"}
    )
    assert house.store.get(Item, id)["date"] == 19700501
    with pytest.raises(Taken):
        items.put(house, console, batch.id, None, {"box": "12", "folder": "3", "number": "009"})
    _, changed = items.put(house, console, batch.id, id, {"box": "14", "folder": "3", "number": "9"})
    assert house.store.get(Item, id)["key"] == key_of("14", "3", "9")
    with pytest.raises(Conflict):
        past.undo(house, console, event or 0)
    past.undo(house, console, changed or 0)
    assert house.store.get(Item, id)["box"] == "12"
    gone = items.remove(house, console, batch.id, id)
    assert house.store.get(Item, id) is None
    past.undo(house, console, gone or 0)
    assert house.store.get(Item, id)["number"] == "9"
    for wrong, field in (({"folder": "1"}, "box"), ({"box": "1", "folder": "1"}, "number"),
                         ({"box": "1", "folder": "1", "number": "1", "pages": "-1"}, "pages"),
                         ({"box": "1", "folder": "1", "number": "1", "date": "besok"}, "date")):  # fmt: skip
        with pytest.raises(NotListed) as refused:
            items.put(house, console, batch.id, None, wrong)
        assert refused.value.params["field"] == field


def test_a_whole_table_is_undone_unless_something_was_scanned(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    (event,) = past.events(house, house.store.get(type(batch), batch.id))[:1]
    working.scan(house, console, "Arsip 1971", "12-3-1.pdf")
    with pytest.raises(ScannedAlready):
        past.undo(house, console, event["sequence"])
    assert house.store.count(Item) == 3


@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        ("12-3-007 surat camat.pdf", None, "12/3/7"),
        ("B12_F3_7.tif", None, "b12/f3/7"),
        ("7.pdf", ("12", "3"), "12/3/7"),
        ("12-3-7.pdf", ("12", "3"), "12/3/7"),
        ("0012/03/7 x.pdf", None, None),
    ],
)
def test_names_of_files_say_which_item_they_are(name: str, place: tuple[str, str] | None, key: str | None) -> None:
    assert key is None or key in keys_in(name, place)
    assert all(other.startswith("12/3/") for other in keys_in(name, place)) if place else True


@pytest.mark.everywhere("full")
def test_lists_are_as_long_as_their_numbers_and_go_on(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    row = house.store.get(type(batch), batch.id)
    first = listed(house, console, row, "missing", limit=2)
    rest = listed(house, console, row, "missing", after=first.after, limit=2)
    assert [one["number"] for one in (*first.rows, *rest.rows)] == ["1", "2", "1"]
    assert rest.after is None
