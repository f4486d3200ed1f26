"""Which item a letter is: told by its file's name or its folder, proposed by what was read, or said by a person."""

import pytest

from lontar import edits, undoing
from lontar.digitising import explaining, following, matching, past
from lontar.digitising.counts import counts, listed
from lontar.digitising.errors import NotOfTheBatch, ScannedAlready
from lontar.digitising.following import caught_up
from lontar.intake import digitising
from lontar.shelving.places import folder_at
from lontar.wiring import House
from office.access import Reader
from schemas.batch import Batch
from schemas.errors import Conflict
from schemas.item import Item
from schemas.letter import Letter
from tests import files
from tests.lontar.digitising import working

NAME = "Arsip 1971"


def test_a_name_tells_the_item_and_the_paper_lies_in_its_folder(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    letter = working.scan(house, console, NAME, "12-3-002 undangan.pdf")
    one = working.item(house, letter=letter)
    assert (one["number"], one["state"], one["asks"]) == ("2", "waiting", False)
    assert house.store.get(Letter, letter)["folder"] == one["place"]
    working.read(house)
    assert working.item(house, letter=letter)["state"] in ("read", "doubtful")
    found = counts(house, {"_id": batch.id})
    assert (found.scanned, found.missing, found.surplus, found.waiting) == (1, 2, 0, 0)


def test_two_scans_of_one_name_are_not_both_the_item(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    for number in range(2):
        working.scan(house, console, NAME, "12-3-2.pdf", f"Surat {number}")
    assert counts(house, {"_id": batch.id}).surplus == 1


@pytest.mark.everywhere
def test_what_was_read_proposes_an_item_and_all_proposals_are_taken_at_once(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    letter = working.scan(house, console, NAME, "SCAN0001.pdf", *files.LETTER)
    working.read(house)
    row = house.store.get(Batch, batch.id)
    (one,) = listed(house, console, row, "surplus").rows
    assert one["suggested"]["description"] == "Laporan tahunan"
    (event,) = matching.accept(house, console, batch.id)
    assert counts(house, row).surplus == 0
    assert house.store.get(Letter, letter)["folder"] == working.item(house, letter=letter)["place"]
    past.undo(house, console, event)
    assert counts(house, row).surplus == 1
    assert not house.store.get(Letter, letter).get("folder")
    caught_up(house)
    assert counts(house, row).surplus == 1  # a person took it off: nothing puts it back


def test_a_letter_known_to_be_in_the_folder_is_the_item_of_its_number(house: House, console: Reader) -> None:
    working.made(house, console)
    folder = folder_at(house, console, console.unit, "12", "3")
    letter = working.scan(house, console, NAME, "SCAN0001.pdf", *files.LETTER, folder=folder)
    assert not working.item(house, letter=letter)["expected"]
    working.read(house)
    assert working.item(house, letter=letter)["number"] == "1"


@pytest.mark.everywhere("full")
def test_by_hand_a_letter_is_put_on_an_item_and_taken_off(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    letter = working.scan(house, console, NAME, "SCAN0001.pdf")
    items = {row["description"]: row["_id"] for row in house.store.every(Item) if row["expected"]}
    matching.match(house, console, batch.id, items["Undangan rapat"], letter)
    other = working.scan(house, console, NAME, "SCAN0002.pdf")
    with pytest.raises(ScannedAlready):
        matching.match(house, console, batch.id, items["Undangan rapat"], other)
    moved = matching.match(house, console, batch.id, items["Surat edaran"], letter)
    assert working.item(house, letter=letter)["_id"] == items["Surat edaran"]
    assert house.store.count(Item) == 4
    past.undo(house, console, moved or 0)
    assert working.item(house, letter=letter)["_id"] == items["Undangan rapat"]
    with pytest.raises(Conflict):
        past.undo(house, console, moved or 0)
    matching.unmatch(house, console, batch.id, items["Undangan rapat"])
    assert not working.item(house, letter=letter)["expected"]
    stranger = working.scan(house, console, digitising.make(house, console, console.unit, "Lain", {}).name, "x.pdf")
    with pytest.raises(NotOfTheBatch):
        matching.match(house, console, batch.id, items["Surat edaran"], stranger)


def test_a_withdrawn_letter_leaves_its_item_and_comes_back_to_it(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    letter, other = (working.scan(house, console, NAME, name) for name in ("12-4-1.pdf", "lain.pdf"))
    for id in (letter, other):
        undoing.withdraw(house, console, id, "salah")
    caught_up(house)
    found = counts(house, {"_id": batch.id})
    assert (found.missing, found.surplus, found.scanned) == (3, 0, 0)
    undoing.restore(house, console, letter)
    caught_up(house)
    assert working.item(house, letter=letter)["box"] == "12"


def test_letters_that_came_before_the_batch_or_its_manifest_find_their_items(house: House, console: Reader) -> None:
    letter = working.scan(house, console, NAME, "12-3-1.pdf")
    assert house.store.count(Item) == 0
    batch = digitising.make(house, console, console.unit, NAME, {})
    caught_up(house)
    assert not working.item(house, letter=letter)["expected"]
    working.listed(house, console, batch.id, working.TABLE)
    caught_up(house)
    assert working.item(house, letter=letter)["number"] == "1"
    assert house.store.count(Item) == 3


def test_a_word_of_a_person_makes_a_doubtful_letter_a_read_one(house: House, console: Reader) -> None:
    working.made(house, console)
    letter = working.scan(house, console, NAME, "12-4-1.pdf", "SURAT TANPA ISIAN", "tidak ada nomor dan tidak ada hal")
    working.read(house)
    assert working.item(house, letter=letter)["state"] == "doubtful"
    said = {"reference_number": "1/A/2019", "date": 20190101, "subject": "Edaran", "sender": "Camat"}
    edits.describe(house, console, letter, said, sure=tuple(said))
    caught_up(house)
    assert working.item(house, letter=letter)["state"] == "read"


@pytest.mark.everywhere("full")
def test_explanations_are_given_to_one_or_to_all_and_taken_back(house: House, console: Reader) -> None:
    batch = working.made(house, console)
    working.scan(house, console, NAME, "asing.pdf")
    event = explaining.explain_all(house, console, batch.id, "missing", "Dipinjam bagian hukum")
    assert counts(house, {"_id": batch.id}).unexplained == 1
    surplus = working.item(house, expected=False)["_id"]
    explaining.explain(house, console, batch.id, [surplus], "Milik paket lain")
    assert counts(house, {"_id": batch.id}).unexplained == 0
    past.undo(house, console, event or 0)
    assert counts(house, {"_id": batch.id}).unexplained == 3


def test_counting_begins_again_where_a_process_ended(
    house: House, console: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    working.made(house, console)
    letter = working.scan(house, console, NAME, "12-3-1.pdf")
    for row in list(house.store.every(Item)):
        assert row["version"] in (1, 2)
    events = house.store.events(0)
    monkeypatch.setattr(house.store, "events", lambda after, limit: events)
    following.step(house)  # another process that has read the same events: its cursor is behind
    assert working.item(house, letter=letter)["version"] == 2
