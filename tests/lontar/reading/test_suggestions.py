"""The lexicon's suggestions: kept beside the text as read, searchable, and gone where a person has said something."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.corrections import apply
from lontar.finding.find import find
from lontar.followers import rebuild
from lontar.letters import text_of
from lontar.reading import correcting
from lontar.reading.suggestions import standing
from lontar.reading.texts import text_rows
from lontar.wiring import House
from office.access import Reader
from schemas.letter_text import LetterText
from store.changes import Changes, PutRow
from tests.lontar.reviewing import ani, budi, change, hits, house, kept, say
from tests.web.doubtful import Kept

__all__ = ["ani", "budi", "house", "kept"]
WORDS = ["jernbatan", "yang", "msak", "di", "desa"]
SUGGESTED = "jembatan yang rusak di desa"


def scanned(**more: Any) -> dict[str, Any]:
    """A stored page: a line of words, each in a box of 10 pixels."""
    text, rows, at = " ".join(WORDS), [], 0
    for number, word in enumerate(WORDS):
        rows.append([at, at + len(word), 10 * number, 0, 10 * number + 9, 9, 80])
        at += len(word) + 1
    return {"text": text, "words": rows, "suggested": SUGGESTED, "corrections": []} | more


def corrected(*corrections: dict[str, Any]) -> dict[str, Any]:
    page = scanned(corrections=list(corrections))
    page["by_hand"], page["words_by_hand"] = apply(page["text"], page["words"], corrections)
    return page


class TestSearching:
    def test_a_letter_is_found_by_the_word_that_the_lexicon_suggests(
        self, house: House, kept: Kept, ani: Reader
    ) -> None:
        (hit,) = [hit for hit in find(house, ani, "rusak")["hits"] if hit["id"] == kept.id]
        first, second = hit["snippets"]
        assert (first["number"], second["number"]) == (1, 2)
        assert {one["text"][a:b] for one in hit["snippets"] for a, b in one["marks"]} == {"msak"}
        assert [(one["field"], one["text"]) for one in hit["reasons"]] == [("suggested", "msak → rusak")]
        assert "rusak" not in text_of(house, ani, kept.id)

    def test_a_correction_takes_the_suggestion_away(self, house: House, kept: Kept, ani: Reader) -> None:
        one = change(house, ani, kept.id, "msak", "masak")
        for number in (1, 2):
            correcting.correct(house, ani, kept.id, number, [one])
            assert hits(house, ani, "rusak") == ([kept.id] if number == 1 else [])
        assert hits(house, ani, "masak") == [kept.id]

    def test_what_is_taken_back_is_suggested_again(self, house: House, kept: Kept, ani: Reader) -> None:
        one = change(house, ani, kept.id, "msak", "masak")
        for number in (1, 2):
            correcting.correct(house, ani, kept.id, number, [one])
        correcting.correct(house, ani, kept.id, 1, [{"box": one["box"], "back": True}])
        assert hits(house, ani, "rusak") == [kept.id]

    def test_another_word_of_the_page_keeps_its_suggestion(self, house: House, kept: Kept, ani: Reader) -> None:
        say(house, ani, kept.id, "Rawabcning", "Rawabening yang elok")
        row = house.store.get(LetterText, kept.id) or {}
        assert [row["text"][start:end] for start, end, _ in row["suggested"]] == 2 * ["jernbatan", "jernbatan", "msak"]

    def test_a_text_from_before_they_were_kept_has_those_of_its_pages(
        self, house: House, kept: Kept, ani: Reader
    ) -> None:
        row = house.store.get(LetterText, kept.id) or {}
        had = row.pop("suggested")
        house.store.commit(Changes(puts=(PutRow(LetterText, row),)))
        assert text_rows(house, [kept.id])[kept.id]["suggested"] == had
        rebuild(house)
        (hit,) = find(house, ani, "rusak")["hits"]
        assert hit["reasons"]


class TestStanding:
    def test_signs_around_a_word_are_no_part_of_it(self) -> None:
        words = [[0, 7, 0, 0, 9, 9, 50]]
        page = {"text": "(msak).", "words": words, "suggested": "(rusak).", "corrections": []}
        assert standing(page) == [[1, 5, "rusak"]]

    def test_a_word_that_somebody_confirmed_is_right(self) -> None:
        page = corrected({"box": [20, 0, 29, 9], "text": "msak"})
        assert [word for _, _, word in standing(page)] == ["jembatan"]

    def test_a_line_that_somebody_said_as_a_whole_leaves_none(self) -> None:
        assert standing(corrected({"box": [0, 0, 50, 9], "text": " ".join(WORDS)})) == []

    def test_a_page_whose_words_are_not_those_of_its_text_has_none(self) -> None:
        assert standing(scanned(suggested="saran kamus")) == []
        assert standing(scanned(suggested="")) == []

    @given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "dua kata", "lain", "msak"])), max_size=4))
    def test_each_stands_where_the_word_as_read_stands(self, said: list[tuple[int, str]]) -> None:
        page = corrected(*({"box": [10 * at, 0, 10 * at + 9, 9], "text": text} for at, text in said))
        touched = {at for at, _ in said}
        expected = [(WORDS[at], SUGGESTED.split()[at]) for at in (0, 2) if at not in touched]
        text = page["by_hand"]
        assert [(text[start:end], word) for start, end, word in standing(page)] == expected
