"""What people do to a letter: kept with what stood before, undone by its number, never lost to somebody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar import edits, facts, undoing
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office.access import Reader, installation
from schemas.errors import Conflict, Forbidden, NotFound, WrongUse
from schemas.event import EventValues
from schemas.letter import Letter
from schemas.page import Page
from schemas.work import Work
from store.changes import Changes
from tests import files

ANI = Reader("ani", "Ani", None, frozenset({"archivist"}), "office")
BUDI = Reader("budi", "Budi", None, frozenset({"archivist"}), "office")
AUDITOR = Reader("citra", "Citra", None, frozenset({"auditor"}), "office")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    yield house
    house.close()


@pytest.fixture
def id(house: House, tmp_path: Path) -> str:
    """A letter that has been read."""
    (arrived,) = arrive(house, files.written(tmp_path, "a.pdf", files.pdf()), "a.pdf", installation("tests"))
    settle(house, 1)
    return str(arrived.id)


def letter(house: House, id: str) -> Letter:
    return house.store.load(Letter, id)


def test_undoing_a_correction_brings_back_what_was_read_with_its_place(house: House, id: str) -> None:
    before = letter(house, id)
    done = edits.describe(house, ANI, id, {"subject": "Lain", "sender": "", "reference_number": "1/X/2020"})
    assert letter(house, id).number_key != before.number_key
    undoing.undo(house, ANI, id, done)
    after = letter(house, id)
    assert (after.fields, after.number_key) == (before.fields, before.number_key)
    assert after.fields["subject"].box
    assert not after.fields["subject"].by_hand


def test_an_undoing_can_be_undone(house: House, id: str) -> None:
    done = edits.describe(house, ANI, id, {"subject": "Lain"})
    again = undoing.undo(house, ANI, id, done)
    undoing.undo(house, ANI, id, again)
    assert letter(house, id).value("subject") == "Lain"


def test_fields_and_class_of_one_form_are_one_act(house: House, id: str) -> None:
    grants = letter(house, id).grants
    done = edits.describe(house, ANI, id, {"urgency": "Segera", "security_class": "T"})
    assert len(done) == 2
    assert letter(house, id).grants != grants
    undoing.undo(house, ANI, id, done)
    after = letter(house, id)
    assert (after.security_class, after.grants, after.value("urgency")) == ("B", grants, None)


def test_what_is_no_longer_so_is_not_undone(house: House, id: str) -> None:
    done = edits.describe(house, ANI, id, {"subject": "Satu"})
    edits.describe(house, BUDI, id, {"subject": "Dua"})
    with pytest.raises(Conflict):
        undoing.undo(house, ANI, id, done)
    assert letter(house, id).value("subject") == "Dua"


def test_what_both_changed_is_refused_and_named(house: House, id: str) -> None:
    version = facts.version_of(house, id)
    edits.describe(house, ANI, id, {"subject": "Dari Ani", "sender": "Kantor Ani"}, version)
    with pytest.raises(Conflict) as refused:
        edits.describe(house, BUDI, id, {"subject": "Dari Budi", "sender": "Kantor Ani"}, version)
    assert refused.value.params["names"] == ["subject"]
    assert letter(house, id).value("subject") == "Dari Ani"


def test_what_only_one_of_two_changed_is_joined(house: House, id: str) -> None:
    version, sender = facts.version_of(house, id), letter(house, id).value("sender")
    edits.describe(house, ANI, id, {"subject": "Dari Ani", "sender": sender}, version)
    edits.describe(house, BUDI, id, {"subject": "Perbaikan jembatan gantung", "sender": "Dari Budi"}, version)
    after = letter(house, id)
    assert (after.value("subject"), after.value("sender")) == ("Dari Ani", "Dari Budi")


def test_a_class_that_two_people_change_is_refused(house: House, id: str) -> None:
    version = facts.version_of(house, id)
    edits.describe(house, ANI, id, {"security_class": "T"}, version)
    with pytest.raises(Conflict):
        edits.describe(house, BUDI, id, {"security_class": "R"}, version)


def test_what_is_typed_while_the_machine_reads_wins(house: House, tmp_path: Path) -> None:
    (arrived,) = arrive(house, files.written(tmp_path, "b.pdf", files.pdf()), "b.pdf", installation("tests"))
    id = str(arrived.id)
    version = facts.version_of(house, id)
    settle(house, 1)
    edits.describe(house, ANI, id, {"subject": "Diketik lebih dahulu"}, version)
    after = letter(house, id)
    assert after.value("subject") == "Diketik lebih dahulu"
    assert after.value("reference_number") == "005/127/DPU/2019"


def test_tags_of_two_people_are_joined(house: House, id: str) -> None:
    edits.tag(house, ANI, id, ["lama", "banjir"])
    version = facts.version_of(house, id)
    edits.tag(house, ANI, id, ["banjir", "penting"], version)
    done = edits.tag(house, BUDI, id, ["lama", "banjir", "talud"], version)
    assert letter(house, id).tags == ["banjir", "talud", "penting"]
    undoing.undo(house, BUDI, id, done)
    assert letter(house, id).tags == ["banjir", "penting"]
    assert edits.tag(house, ANI, id, ["banjir", "penting"]) == []


def test_a_note_is_taken_back_by_its_writer_alone(house: House, id: str) -> None:
    done = edits.note(house, ANI, id, "Salah tulis")
    at = letter(house, id).notes[0].at.isoformat()
    with pytest.raises(NotFound):
        edits.take_back(house, BUDI, id, at)
    with pytest.raises(Forbidden):
        undoing.undo(house, BUDI, id, done)
    gone = edits.take_back(house, ANI, id, at)
    assert letter(house, id).notes == []
    undoing.undo(house, ANI, id, gone)
    assert [(one.by, one.text) for one in letter(house, id).notes] == [("ani", "Salah tulis")]
    with pytest.raises(WrongUse):
        edits.note(house, ANI, id, "  ")


def test_after_a_restoration_the_same_bytes_are_known_again(house: House, id: str, tmp_path: Path) -> None:
    done = undoing.withdraw(house, ANI, id, "salah unit")
    undoing.undo(house, ANI, id, done)
    assert letter(house, id).withdrawn is None
    (again,) = arrive(house, tmp_path / "a.pdf", "a.pdf", installation("tests"))
    assert (again.status, again.id) == ("duplicate", id)


def test_undoing_asks_for_the_right_to_do_it(house: House, id: str) -> None:
    done = edits.describe(house, ANI, id, {"subject": "Lain"})
    with pytest.raises(Forbidden):
        undoing.undo(house, AUDITOR, id, done)
    with pytest.raises(NotFound):
        undoing.undo(house, ANI, id, [1])  # its arrival is no act that can be undone
    with pytest.raises(NotFound):
        undoing.undo(house, ANI, id, [])


def test_every_earlier_version_can_be_made_again(house: House, id: str) -> None:
    versions = {facts.version_of(house, id): "Perbaikan jembatan gantung"}
    for subject in ("Satu", "Dua"):
        versions[edits.describe(house, ANI, id, {"subject": subject})[-1]] = subject
    edits.tag(house, ANI, id, ["x"])
    edits.note(house, ANI, id, "y")
    undoing.withdraw(house, ANI, id, "z")
    for version, subject in versions.items():
        then = facts.as_of(house, letter(house, id), version)
        assert (then.value("subject"), then.tags, then.notes, then.withdrawn) == (subject, [], [], None)
    assert facts.as_of(house, letter(house, id), 1).fields == {}  # when it arrived nothing was read


def test_values_that_were_erased_change_nothing_and_cannot_be_undone(house: House, id: str) -> None:
    (done,) = edits.describe(house, ANI, id, {"subject": "Lain"})
    values = house.store.load(EventValues, f"{done:016d}")
    values.before = values.after = {}
    house.store.commit(Changes.of(values))
    with pytest.raises(Conflict):
        undoing.undo(house, ANI, id, [done])
    assert facts.as_of(house, letter(house, id), done - 1).value("subject") == "Lain"


def test_another_try_is_asked_for_once_and_remembered(house: House, id: str) -> None:
    page = house.store.load(Page, Page.key(id, 1, 1))
    page.source, page.text = "failed", ""
    house.store.commit(Changes.of(page))
    assert edits.read_again(house, ANI, id)
    assert not edits.read_again(house, ANI, id)
    assert house.store.load(Work, id).state == "waiting"
    assert house.store.events()[-1]["verb"] == "letter.retried"
    with pytest.raises(Forbidden):
        edits.read_again(house, AUDITOR, id)
    settle(house, 1)
    assert house.store.load(Page, Page.key(id, 1, 1)).text
