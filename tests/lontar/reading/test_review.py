"""What people say of a page that was read: it stands beside the machine's reading and is found at once."""

from typing import Any

import pytest

from lontar import facts
from lontar.letters import text_of, words_of
from lontar.reading import correcting
from lontar.wiring import House
from office.access import Reader
from schemas.errors import Conflict, WrongUse
from schemas.letter import Letter
from tests.lontar.reviewing import ani, budi, change, hits, house, kept, page, say, sheet, word
from tests.web.doubtful import Kept

__all__ = ["ani", "budi", "house", "kept"]


class TestCorrecting:
    def test_a_letter_is_found_by_the_corrected_word(self, house: House, kept: Kept, ani: Reader) -> None:
        assert hits(house, ani, '"Rawabening"') == []
        say(house, ani, kept.id, "Rawabcning", "Rawabening")
        assert hits(house, ani, '"Rawabening"') == [kept.id]
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
