"""What people say of letters teaches the next ones of their sender, in their own unit alone; a person's word stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar import edits, undoing
from lontar.journey import arrive
from lontar.settle import settle
from lontar.understanding import lessons
from lontar.understanding.lessons import LessonFollower, rebuild
from lontar.wiring import House
from office.access import Reader, installation
from schemas.lesson import Lesson
from schemas.letter import Letter
from tests import files
from tests.demo import demo_house

ANI = Reader("ani", "Ani", None, frozenset({"archivist"}), "setda")
HEAD = ("LEMBAGA ADAT TUNAS MELAYU", "Jalan Pelabuhan 14 Telukdalam 53499", "", "")
SUBJECTS = ("Perbaikan jembatan", "Bantuan bibit padi", "Undangan kenduri", "Sengketa batas", "Iuran pasar")


@pytest.fixture
def house(tmp_path: Path, engines: dict[str, str]) -> Iterator[House]:
    with demo_house(tmp_path, **engines) as house:
        yield house


def added(house: House, number: int, *, unit: str = "setda", head: tuple[str, ...] = HEAD) -> str:
    """Letter `number` of a sender with labels of its own, read. The id."""
    lines = (*head, f"Bilangan : {number + 1:03d}/LATM/2019", f"Perkara : {SUBJECTS[number]}", "", "Yth. Camat",
             "", "Dengan hormat, kami sampaikan bahwa jembatan di desa kami telah rusak sejak bulan lalu.")  # fmt: skip
    name = f"{unit}-{number}-{len(head[0])}.pdf"
    path = files.written(house.settings.home, name, files.pdf(lines))
    (arrived,) = arrive(house, path, name, installation("tests"), unit=unit)
    settle(house, 1)
    return str(arrived.id)


def corrected(house: House, numbers: range, **where: str) -> list[str]:
    ids = [added(house, number, **where) for number in numbers]  # type: ignore[arg-type]
    for number, id in zip(numbers, ids, strict=True):
        edits.describe(house, ANI, id, {"subject": SUBJECTS[number], "sender": "Lembaga Adat Tunas Melayu"})
    learned(house)
    return ids


def learned(house: House) -> None:
    follower = LessonFollower(house)
    while follower.follow():
        pass


def letter(house: House, id: str) -> Letter:
    return house.store.load(Letter, id)


def test_after_three_corrections_the_next_letter_of_that_sender_is_understood(house: House) -> None:
    before = added(house, 4)
    assert letter(house, before).value("subject") is None
    corrected(house, range(3))
    after = letter(house, added(house, 3)).fields["subject"]
    assert (after.value, after.learned, after.by_hand) == (SUBJECTS[3], 3, False)
    assert letter(house, before).value("subject") is None, "what was understood before stays until it is read again"


def test_no_other_letterhead_is_touched(house: House) -> None:
    corrected(house, range(3))
    other = ("PERKUMPULAN NELAYAN MUARA", "Jalan Dermaga 2 Muara 53412", "", "")
    assert letter(house, added(house, 3, head=other)).value("subject") is None


@pytest.mark.everywhere
def test_a_lesson_stays_in_its_unit(house: House) -> None:
    corrected(house, range(3))
    assert letter(house, added(house, 3, unit="dpu")).value("subject") is None


def test_what_not_the_whole_unit_may_read_teaches_nothing(house: House) -> None:
    ids = corrected(house, range(3))
    for id in ids:
        edits.describe(house, ANI, id, {"security_class": "R"})
    learned(house)
    assert house.store.count(Lesson) == 0
    assert letter(house, added(house, 3)).value("subject") is None


def test_a_person_is_never_overridden(house: House) -> None:
    ids = corrected(house, range(3))
    id = added(house, 3)
    edits.describe(house, ANI, id, {"subject": "Seperti saya katakan"})
    edits.describe(house, ANI, ids[0], {"sender": ""})
    for one in (id, ids[0]):
        undoing.withdraw(house, ANI, one, "dicoba")
        undoing.restore(house, ANI, one)
    learned(house)
    again = letter(house, id)
    rows = lessons.sheets_of(house, dict(again.to_mongo()))
    assert rows
    assert again.value("subject") == "Seperti saya katakan"
    assert letter(house, ids[0]).value("sender") is None


@pytest.mark.everywhere
def test_withdrawn_letters_teach_no_longer_and_restored_ones_do(house: House) -> None:
    ids = corrected(house, range(3))
    for id in ids[:2]:
        undoing.withdraw(house, ANI, id, "keliru")
    learned(house)
    (row,) = house.store.every(Lesson)
    assert (row["letters"], row["rules"]) == ([ids[2]], [])
    undoing.restore(house, ANI, ids[0])
    learned(house)
    (row,) = house.store.every(Lesson)
    assert sorted(row["letters"]) == sorted([ids[0], ids[2]])
    assert row["rules"]


def test_lessons_can_be_taken_away_and_made_again(house: House) -> None:
    corrected(house, range(3))
    (before,) = house.store.every(Lesson)
    assert rebuild(house, installation("tests")) == 1
    (after,) = house.store.every(Lesson)
    assert [one["rule"] for one in after["rules"]] == [one["rule"] for one in before["rules"]]
    assert sorted(after["letters"]) == sorted(before["letters"])
    assert after["_id"] != before["_id"]
