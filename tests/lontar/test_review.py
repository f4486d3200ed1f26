"""What people say of a page that was read: it stands beside the machine's reading and is found at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lontar import correcting, facts, review_queue, review_sheet
from lontar.find import find
from lontar.journey import arrive
from lontar.letters import text_of, words_of
from lontar.review_sheet import Sheet, SheetWord
from lontar.settle import settle
from lontar.undoing import withdraw
from lontar.wiring import House
from office.access import Reader, installation, reader_of
from schemas.errors import Conflict, Forbidden, NotFound, WrongUse
from schemas.letter import Letter
from schemas.page import Page
from schemas.person import Person
from tests import files
from tests.demo import demo_house
from tests.web import doubtful
from tests.web.doubtful import Kept


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def kept(house: House) -> Kept:
    """A letter of two pages that was read with doubt, and is understood and found."""
    kept = doubtful.kept(house, pages=2)
    settle(house, 1)
    return kept


def reader(house: House, login: str) -> Reader:
    (row,) = house.store.find(Person, {"login": f"{login}@sukamaju.example"}, limit=1)
    return reader_of(house.store, row["_id"])


@pytest.fixture
def ani(house: House) -> Reader:
    return reader(house, "arsiparis")


@pytest.fixture
def budi(house: House) -> Reader:
    return reader(house, "agendaris")


def page(house: House, id: str, number: int = 1) -> dict[str, Any]:
    return house.store.get(Page, Page.key(id, 1, number)) or {}


def sheet(house: House, who: Reader, id: str, number: int = 1) -> Sheet:
    return review_sheet.sheet(house, who, id, number)


def word(found: Sheet, text: str) -> SheetWord:
    return next(one for line in found.lines for one in line.words if one.text == text)


def change(house: House, who: Reader, id: str, was: str, text: str) -> dict[str, Any]:
    """What somebody who sees `was` on page 1 says of it."""
    return {"box": list(word(sheet(house, who, id), was).box), "was": was, "text": text}


def say(house: House, who: Reader, id: str, was: str, text: str) -> list[int]:
    return correcting.correct(house, who, id, 1, [change(house, who, id, was, text)])


def hits(house: House, who: Reader, query: str) -> list[str]:
    settle(house, 0)
    return [hit["id"] for hit in find(house, who, query)["hits"]]


class TestCorrecting:
    def test_a_letter_is_found_by_the_corrected_word(self, house: House, kept: Kept, ani: Reader) -> None:
        assert hits(house, ani, "Rawabening") == []
        say(house, ani, kept.id, "Rawabcning", "Rawabening")
        assert hits(house, ani, "Rawabening") == [kept.id]
        assert "Rawabening" in text_of(house, ani, kept.id)

    def test_what_the_machine_read_stays_beside_it_with_who_and_when(
        self, house: House, kept: Kept, ani: Reader
    ) -> None:
        before = page(house, kept.id)
        say(house, ani, kept.id, "msak", "rusak")
        after = page(house, kept.id)
        assert [after[name] for name in ("text", "words", "suggested")] == [
            before[name] for name in ("text", "words", "suggested")
        ]
        (one,) = after["corrections"]
        assert (one["text"], one["read"], one["by"]) == ("rusak", "msak", ani.person)
        assert one["at"]
        found = word(sheet(house, ani, kept.id), "rusak")
        assert (found.read, found.by, found.confidence) == ("msak", ani.name, 100)

    def test_words_are_given_with_what_people_said(self, house: House, kept: Kept, ani: Reader) -> None:
        box = list(word(sheet(house, ani, kept.id), "msak").box)
        say(house, ani, kept.id, "msak", "rusak")
        first, second = words_of(house, ani, kept.id)
        assert {"text": "rusak", "box": box, "confidence": 100} in first["words"]
        assert "msak" in [one["text"] for one in second["words"]]

    def test_fields_are_understood_anew_but_those_by_hand(self, house: House, kept: Kept, ani: Reader) -> None:
        subject = str(house.store.load(Letter, kept.id).value("subject"))
        assert "jernbatan ganrung" in subject
        say(house, ani, kept.id, "ganrung", "gantung")
        assert house.store.load(Letter, kept.id).value("subject") == subject.replace("ganrung", "gantung")

    def test_it_stands_in_the_history(self, house: House, kept: Kept, ani: Reader) -> None:
        (event,) = say(house, ani, kept.id, "msak", "rusak")
        last = facts.history(house, kept.id)[0]
        assert (last["sequence"], last["verb"], last["by"]) == (event, "page.corrected", ani.person)
        assert last["before"]["text"] == "msak"
        assert last["after"] == {"page": 1, "text": "rusak"}

    def test_a_doubtful_word_that_is_right_is_confirmed(self, house: House, kept: Kept, ani: Reader) -> None:
        before = sheet(house, ani, kept.id).doubtful
        say(house, ani, kept.id, "wargn", "wargn")
        after = sheet(house, ani, kept.id)
        assert after.doubtful == before - 1
        assert word(after, "wargn").by == ani.name

    def test_the_same_said_twice_is_done_once(self, house: House, kept: Kept, ani: Reader) -> None:
        one = change(house, ani, kept.id, "msak", "rusak")
        assert len(correcting.correct(house, ani, kept.id, 1, [one])) == 1
        version = page(house, kept.id)["version"]
        assert correcting.correct(house, ani, kept.id, 1, [one]) == []
        assert page(house, kept.id)["version"] == version

    def test_a_word_taken_back_is_what_the_machine_read(self, house: House, kept: Kept, ani: Reader) -> None:
        before = page(house, kept.id)
        one = change(house, ani, kept.id, "msak", "rusak")
        correcting.correct(house, ani, kept.id, 1, [one])
        correcting.correct(house, ani, kept.id, 1, [{"box": one["box"], "back": True}])
        after = page(house, kept.id)
        assert after.get("by_hand") is None
        assert (after["text"], after["corrections"]) == (before["text"], [])
        assert hits(house, ani, "msak") == [kept.id]

    def test_a_word_of_a_line_said_as_a_whole_is_taken_back_alone(self, house: House, kept: Kept, ani: Reader) -> None:
        line = next(line for line in sheet(house, ani, kept.id).lines if "msak" in line.text)
        box = list(word(sheet(house, ani, kept.id), "msak").box)
        whole = line.text.replace("msak", "rusak").replace("bu1an", "bulan")
        correcting.correct(house, ani, kept.id, 1, [{"box": list(line.box), "was": line.text, "text": whole}])
        correcting.correct(house, ani, kept.id, 1, [{"box": box, "back": True}])
        assert whole.replace("rusak", "msak") in [line.text for line in sheet(house, ani, kept.id).lines]
        assert correcting.correct(house, ani, kept.id, 1, [{"box": box, "back": True}]) == []
        correcting.correct(house, ani, kept.id, 1, [{"box": list(line.box), "back": True}])
        assert (page(house, kept.id).get("by_hand"), page(house, kept.id)["corrections"]) == (None, [])

    def test_a_word_trimmed_as_noise_stands_beside_its_line_until_it_is_taken_in(
        self, house: House, kept: Kept, ani: Reader
    ) -> None:
        found = sheet(house, ani, kept.id)
        (beside,) = [line for line in found.lines if line.uncertain]
        assert beside.text.startswith("Dengan horrnat")
        ((text, box),) = beside.uncertain
        correcting.correct(house, ani, kept.id, 1, [{"box": list(box), "text": text, "was": ""}])
        found = sheet(house, ani, kept.id)
        assert [line.text for line in found.lines if line.text.endswith(f" {text}")]
        assert not any(line.uncertain for line in found.lines)

    def test_what_the_lexicon_and_the_machine_would_have_is_offered(
        self, house: House, kept: Kept, ani: Reader
    ) -> None:
        assert word(sheet(house, ani, kept.id), "msak").suggestions == ("rusak",)
        say(house, ani, kept.id, "msak", "rusuk")
        assert word(sheet(house, ani, kept.id), "rusuk").suggestions == ("rusak", "msak")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"box": [1, 2, 3], "text": "a", "was": ""},
            {"box": [1, 2, 3, "4"], "text": "a", "was": ""},
            {"box": [3, 2, 1, 4], "text": "a", "was": ""},
            {"box": [1, 2, 3, 2**64], "text": "a", "was": ""},
            {"box": [1, 2, 3, 4], "text": 5, "was": ""},
            {"box": [1, 2, 3, 4], "text": "a"},
            {"box": [1, 2, 3, 4], "text": "a" * 3000, "was": ""},
        ],
    )
    def test_what_cannot_be_a_correction_changes_nothing(
        self, house: House, kept: Kept, ani: Reader, wrong: dict[str, Any]
    ) -> None:
        good = change(house, ani, kept.id, "msak", "rusak")
        with pytest.raises(WrongUse, match="A correction"):
            correcting.correct(house, ani, kept.id, 1, [good, wrong])
        assert page(house, kept.id)["corrections"] == []

    def test_more_changes_than_a_page_has_places_are_none(self, house: House, kept: Kept, ani: Reader) -> None:
        good = change(house, ani, kept.id, "msak", "rusak")
        with pytest.raises(WrongUse, match="in parts"):
            correcting.correct(house, ani, kept.id, 1, [good] * 501)


class TestTwoPeople:
    def test_who_did_not_see_what_another_said_is_told_both(
        self, house: House, kept: Kept, ani: Reader, budi: Reader
    ) -> None:
        seen = change(house, budi, kept.id, "msak", "rasak")
        say(house, ani, kept.id, "msak", "rusak")
        with pytest.raises(Conflict) as told:
            correcting.correct(house, budi, kept.id, 1, [seen])
        assert (told.value.params["now"], told.value.params["by"]) == ("rusak", ani.name)
        assert "rasak" in str(told.value)
        assert word(sheet(house, ani, kept.id), "rusak").by == ani.name
        correcting.correct(house, budi, kept.id, 1, [seen | {"was": "rusak"}])
        assert word(sheet(house, ani, kept.id), "rasak").by == budi.name

    def test_a_word_of_a_line_that_another_said_as_a_whole_is_theirs(
        self, house: House, kept: Kept, ani: Reader, budi: Reader
    ) -> None:
        seen = change(house, budi, kept.id, "msak", "rasak")
        line = next(line for line in sheet(house, ani, kept.id).lines if "msak" in line.text)
        whole = {"box": list(line.box), "was": line.text, "text": line.text.replace("msak", "rusak")}
        correcting.correct(house, ani, kept.id, 1, [whole])
        with pytest.raises(Conflict, match="rusak"):
            correcting.correct(house, budi, kept.id, 1, [seen])

    def test_who_says_the_same_collides_with_nobody(self, house: House, kept: Kept, ani: Reader, budi: Reader) -> None:
        seen = change(house, budi, kept.id, "msak", "rusak")
        say(house, ani, kept.id, "msak", "rusak")
        assert correcting.correct(house, budi, kept.id, 1, [seen]) == []

    def test_other_words_of_the_page_are_free(self, house: House, kept: Kept, ani: Reader, budi: Reader) -> None:
        seen = change(house, budi, kept.id, "wargn", "warga")
        say(house, ani, kept.id, "msak", "rusak")
        correcting.correct(house, budi, kept.id, 1, [seen])
        assert {one["by"] for one in page(house, kept.id)["corrections"]} == {ani.person, budi.person}

    def test_the_sheet_says_who_else_is_at_the_page(self, house: House, kept: Kept, ani: Reader, budi: Reader) -> None:
        say(house, ani, kept.id, "msak", "rusak")
        assert sheet(house, budi, kept.id).taken_by == ani.name
        assert sheet(house, ani, kept.id).taken_by is None


class TestQueue:
    def test_the_most_doubtful_pages_come_first_and_one_that_is_done_is_gone(
        self, house: House, kept: Kept, ani: Reader
    ) -> None:
        first, second = review_queue.queue(house, ani).rows
        assert (first.letter, first.number, second.number) == (kept.id, 1, 2)
        assert (first.doubtful, first.name) == (len(kept.doubtful), "ragu.tif")
        assert review_queue.waiting(house, ani) == (2, False)
        correcting.finish(house, ani, kept.id, 1)
        (left,) = review_queue.queue(house, ani).rows
        assert left.number == 2
        assert review_queue.waiting(house, ani) == (1, False)
        assert sheet(house, ani, kept.id).reviewed_by == ani.name

    def test_a_page_that_is_opened_again_comes_back(self, house: House, kept: Kept, ani: Reader) -> None:
        assert correcting.reopen(house, ani, kept.id, 1) == []
        correcting.finish(house, ani, kept.id, 1)
        (event,) = correcting.reopen(house, ani, kept.id, 1)
        assert facts.history(house, kept.id)[0]["sequence"] == event
        assert [one.number for one in review_queue.queue(house, ani).rows] == [1, 2]
        assert sheet(house, ani, kept.id).reviewed_by is None

    def test_it_goes_on_where_it_was_cut(self, house: House, kept: Kept, ani: Reader) -> None:
        other = doubtful.kept(house, "lain.tif", pages=3)
        settle(house, 1)
        seen, after = [], None
        for _ in range(5):
            cut = review_queue.queue(house, ani, after, limit=1)
            seen += [(one.letter, one.number) for one in cut.rows]
            after = cut.after
        assert after is None
        assert sorted(seen) == sorted([(kept.id, 1), (kept.id, 2), *((other.id, number) for number in (1, 2, 3))])

    def test_pages_that_no_machine_read_and_blank_ones_never_come(self, house: House, ani: Reader) -> None:
        for name, content in (("a.pdf", files.pdf()), ("kosong.png", files.scan(lines=()))):
            path = files.written(house.settings.home, name, content)
            arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
        settle(house, 1)
        assert sorted(row["source"] for row in house.store.every(Page)) == ["ocr", "text-layer"]
        assert review_queue.queue(house, ani).rows == []

    def test_a_withdrawn_letter_is_not_in_it(self, house: House, kept: Kept, ani: Reader) -> None:
        withdraw(house, ani, kept.id, "salah")
        assert review_queue.queue(house, ani).rows == []
        assert review_queue.waiting(house, ani)[0] == 0

    def test_the_next_page_after_one_is_another(self, house: House, kept: Kept, ani: Reader) -> None:
        assert review_queue.after_this(house, ani, kept.id, 1) == (kept.id, 2)
        correcting.finish(house, ani, kept.id, 1)
        correcting.finish(house, ani, kept.id, 2)
        assert review_queue.after_this(house, ani, kept.id, 2) is None


class TestAccess:
    def test_for_who_may_not_read_the_letter_there_is_nothing(self, house: House, kept: Kept) -> None:
        stranger = Reader("x", "X", frozenset({"unit:dpu"}), frozenset({"archivist"}), "dpu")
        for act in (
            lambda: sheet(house, stranger, kept.id),
            lambda: correcting.correct(house, stranger, kept.id, 1, []),
            lambda: correcting.finish(house, stranger, kept.id, 1),
            lambda: correcting.reopen(house, stranger, kept.id, 1),
        ):
            with pytest.raises(NotFound):
                act()
        assert review_queue.queue(house, stranger).rows == []
        assert review_queue.waiting(house, stranger)[0] == 0

    def test_who_reads_but_does_not_correct_is_told_so(self, house: House, kept: Kept) -> None:
        staff = Reader("s", "S", frozenset({"unit:setda"}), frozenset({"staff"}), "setda")
        assert text_of(house, staff, kept.id)
        for act in (
            lambda: sheet(house, staff, kept.id),
            lambda: correcting.finish(house, staff, kept.id, 1),
            lambda: correcting.reopen(house, staff, kept.id, 1),
            lambda: correcting.correct(house, staff, kept.id, 1, []),
        ):
            with pytest.raises(Forbidden):
                act()
        assert review_queue.queue(house, staff).rows == []

    def test_a_page_that_is_not_there_is_not_found(self, house: House, kept: Kept, ani: Reader) -> None:
        for number in (0, 3):
            with pytest.raises(NotFound):
                sheet(house, ani, kept.id, number)
