"""Where no letter has all the words: what is shown, what is said about it, and what does not go by it."""

from typing import Any

import pytest
from click.testing import CliRunner

from lontar.finding import saved_searches
from lontar.finding.alerts import unseen
from lontar.finding.exporting import exported
from lontar.finding.find import around, count, every, find
from lontar.main import lontar
from lontar.wiring import House
from office.access import Reader
from tests.lontar.finding import followed, house, reader, understood

__all__ = ["house"]
PLAIN: dict[str, Any] = {"filters": {}, "sort": "relevance"}


@pytest.fixture
def archivist(house: House) -> Reader:
    return reader(house, "arsiparis")


@pytest.fixture
def ids(house: House) -> list[str]:
    texts = ("perbaikan jembatan desa cempaka", "perbaikan jalan desa cempaka", "undangan rapat desa melati")
    made = [understood(house, text, subject=text, sender="Camat", date=20190305) for text in texts]
    followed(house)
    return made


def hits(result: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in result["hits"]]


@pytest.mark.parametrize(
    "typed", ["perbaikan djembaton tjempaka", "perbaikan jmebatan cmepaka", "perbaikan jembtn cempakka"]
)
def test_words_near_those_that_are_misspelt_are_shown_and_told(
    house: House, archivist: Reader, ids: list[str], typed: str
) -> None:
    result = find(house, archivist, typed)
    assert hits(result)[0] == ids[0]
    first = result["hits"][0]
    assert first["missing"] == []
    assert "jembatan" in {reason["text"] for reason in first["reasons"]}


def test_a_misspelt_name_alone_leads_to_the_one_that_is_near(house: House, archivist: Reader, ids: list[str]) -> None:
    result = find(house, archivist, "cempokoa")
    assert sorted(hits(result)) == sorted(ids[:2])
    assert result["nearly"]["near"] == {"cempokoa": ["cempaka"]}
    assert result["nearly"]["query"] == '"cempokoa"'
    assert result["did_you_mean"] == "cempaka"
    again = find(house, archivist, result["nearly"]["query"])
    assert (again["total"], again["nearly"]) == (0, None)


def test_letters_with_most_of_the_words_say_which_they_lack(house: House, archivist: Reader, ids: list[str]) -> None:
    result = find(house, archivist, "perbaikan jembatan desa melati")
    assert hits(result)[0] == ids[0]
    assert result["nearly"]["least"] < len(result["nearly"]["words"])
    assert {hit["id"]: hit["missing"] for hit in result["hits"]}[ids[0]] == ["melati"]
    assert find(house, archivist, "perbaikan desa zzzzzz")["nearly"]["without"] == ["zzzzzz"]


def test_where_a_letter_has_all_the_words_nothing_else_is_shown(
    house: House, archivist: Reader, ids: list[str]
) -> None:
    result = find(house, archivist, "perbaikan jembatan")
    assert (hits(result), result["nearly"]) == ([ids[0]], None)
    assert result["hits"][0]["missing"] == []


@pytest.mark.parametrize(
    "query",
    [
        '"perbaikan jembatan melati"',
        "perbaikan AND jembatan AND melati",
        "hal:jumbotn",
        "cempaka hal:undangan",
        "cempokoa year:2018",
        "melati -desa",
        "kolam",  # a word of the dictionary that stands alone is right
    ],
)
def test_what_a_person_insists_on_is_not_taken_loosely(
    house: House, archivist: Reader, ids: list[str], query: str
) -> None:
    assert (find(house, archivist, query)["total"], find(house, archivist, query)["nearly"]) == (0, None)


def test_words_as_typed_and_filters_hold(house: House, archivist: Reader, ids: list[str]) -> None:
    assert find(house, archivist, "cempokoa", exact=True)["nearly"] is None
    assert find(house, archivist, "cempokoa", filters={"year": ["2018"]})["total"] == 0
    found = find(house, archivist, "cempokoa", filters={"year": ["2019"]})
    assert found["total"] == 2
    assert found["facets"]["year"] == [["2019", 2]]


def test_a_list_of_letters_like_one_stays_so(house: House, archivist: Reader, ids: list[str]) -> None:
    assert find(house, archivist, "cempokoa", like=ids[0])["nearly"] is None


def test_its_pages_follow_one_another_and_each_hit_knows_its_neighbours(
    house: House, archivist: Reader, ids: list[str]
) -> None:
    for sort in ("relevance", "newest"):
        first = find(house, archivist, "cempokoa", limit=1, sort=sort)
        second = find(house, archivist, "cempokoa", limit=1, sort=sort, after=first["cursor"])
        assert sorted(hits(first) + hits(second)) == sorted(ids[:2])
        assert second["cursor"] is None
        assert second["nearly"]["near"] == {"cempokoa": ["cempaka"]}
        stands = around(house, archivist, "cempokoa", first["cursor"], filters={}, sort=sort)
        assert (stands.place, stands.total, stands.here) == (1, 2, True)


def test_jobs_and_tables_go_by_letters_with_all_the_words(house: House, archivist: Reader, ids: list[str]) -> None:
    query = "perbaikan jmebatan cempokoa"
    assert find(house, archivist, query)["total"]
    assert list(every(house, archivist, query)) == []
    assert count(house, archivist, query) == 0
    assert list(exported(house, archivist, query, **PLAIN)) == []


def test_an_alert_is_of_letters_with_all_the_words(house: House, archivist: Reader) -> None:
    saved_searches.save(house, archivist, "Cempaka", "cempokoa", filters={}, alert="page")
    understood(house, "perbaikan jalan desa cempaka")
    followed(house)
    assert unseen(house, archivist) == []
    said = understood(house, "surat dari cempokoa")
    followed(house)
    assert [letter["_id"] for _, letter in unseen(house, archivist)] == [said]


def test_what_a_person_may_not_read_does_not_make_a_word_right(house: House, ids: list[str]) -> None:
    head = reader(house, "kades")
    for _ in range(5):
        understood(house, "cempokoa", grants=["person:nobody"])
    own = understood(house, "jalan cempaka", grants=sorted(head.keys or ())[:1])
    followed(house)
    result = find(house, head, "cempokoa")
    assert (hits(result), result["total"]) == ([own], 1)
    assert result["nearly"]["near"] == {"cempokoa": ["cempaka"]}


def test_the_command_says_what_it_shows(house: House, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_HOME", str(house.settings.home))
    told = CliRunner().invoke(lontar, ["search", "perbaikan", "cempokoa", "zzzzzz"])
    assert "No letter has all the words. These have at least 2 of 3." in told.stderr
    assert "Shown with cempaka for cempokoa. Without: zzzzzz." in told.stderr
    assert "without: zzzzzz" in told.stdout
    assert "near: cempaka (for cempokoa)" in told.stdout
