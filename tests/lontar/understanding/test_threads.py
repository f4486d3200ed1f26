"""Threads as people see them: letters find those that they answer, and what one may not read is not there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lontar import edits, past, undoing
from lontar.errors import NoSuchReference
from lontar.letters import show
from lontar.settings import load
from lontar.understanding import linking
from lontar.understanding.threads import Threads
from lontar.wiring import House, open_house
from office.access import Reader
from schemas.errors import NotFound, WrongUse
from schemas.letter import Letter
from store.changes import Changes
from store.removal import removed
from tests.lontar.threaded import ALL, keep, reader

ASK = ("005/12/KEC.RWB/2019", "surat Camat Rawabening Nomor 005/12/KEC.RWB/2019 tanggal 3 Mei 2019")
ANSWER = ("141/7/DS.CPK/2019", "surat Kepala Desa Cempaka Nomor 141/7/DS.CPK/2019 tanggal 20 Mei 2019")


def ask(house: House, id: str = "ask", **more: object) -> str:
    return keep(house, id, ASK[0], 20190503, sender="KECAMATAN RAWABENING", subject="Rapat", **more)  # type: ignore[arg-type]


def answer(house: House, id: str = "answer", **more: object) -> str:
    return keep(house, id, ANSWER[0], 20190520, sender="DESA CEMPAKA", subject="Jawaban", cites=[ASK], **more)  # type: ignore[arg-type]


def thread(house: House, id: str, who: Reader = ALL) -> dict[str, list[str | None]]:
    found = show(house, who, id)["thread"]
    return {
        "references": [one["letter"] and one["letter"]["id"] for one in found["references"]],
        "cited_by": [one["id"] for one in found["cited_by"]],
        "letters": [one["id"] for one in found["letters"]],
    }


def test_a_reference_finds_its_letter_when_that_arrives(house: House) -> None:
    answer(house)
    assert thread(house, "answer") == {"references": [None], "cited_by": [], "letters": []}
    ask(house)
    assert thread(house, "answer") == {"references": ["ask"], "cited_by": [], "letters": ["ask", "answer"]}
    assert thread(house, "ask") == {"references": [], "cited_by": ["answer"], "letters": ["ask", "answer"]}


@pytest.mark.everywhere
def test_an_affair_is_walked_both_ways_in_the_order_of_its_days(house: House) -> None:
    keep(house, "report", "700/1/2019", 20190601, sender="INSPEKTORAT", cites=[ANSWER])
    answer(house)
    ask(house)
    for id in ("ask", "answer", "report"):
        assert thread(house, id)["letters"] == ["ask", "answer", "report"]


@pytest.mark.parametrize("number", ["O05/12/KEC.RWB/2019", "005/12 KEC.RWB/2O19", "005112/KEC.RWB/2019"])
def test_a_misread_number_finds_it_and_a_correction_counts_at_once(house: House, number: str) -> None:
    keep(house, "ask", number, 20190503, sender="KECAMATAN RAWABENING")
    answer(house)
    assert thread(house, "answer")["references"] == ["ask"]
    edits.describe(house, ALL, "ask", {"reference_number": "800/99/2019"})
    assert thread(house, "answer")["references"] == [None]
    assert thread(house, "ask")["cited_by"] == []


def perhaps(house: House, id: str) -> list[tuple[str, bool]]:
    """What a letter means and is meant by, each with whether that is sure."""
    found = show(house, ALL, id)["thread"]
    meant = [(one["letter"]["id"], one["sure"]) for one in found["references"] if one["letter"]]
    return meant + [(one["id"], one["sure"]) for one in found["cited_by"]]


def test_a_letter_whose_number_nobody_could_read_is_perhaps_meant_and_joins_no_affair(house: House) -> None:
    keep(house, "ask", "", 20190503, sender="KECAMATAN RAWABENING", subject="Rapat")
    answer(house)
    assert (perhaps(house, "answer"), perhaps(house, "ask")) == ([("ask", False)], [("answer", False)])
    assert thread(house, "answer")["letters"] == []
    linking.link(house, ALL, "answer", ASK[0], "ask")
    assert perhaps(house, "ask") == [("answer", True)]
    assert thread(house, "ask")["letters"] == ["ask", "answer"]


def test_nor_is_it_where_the_office_wrote_two_letters_that_day(house: House) -> None:
    keep(house, "ask", "", 20190503, sender="KECAMATAN RAWABENING", subject="Rapat")
    answer(house)
    keep(house, "numbered", "005/13/KEC.RWB/2019", 20190503, sender="KECAMATAN RAWABENING", subject="Lomba")
    assert perhaps(house, "answer") == [("ask", False)]
    keep(house, "unread", "", 20190503, sender="KECAMATAN RAWABENING", subject="Lomba")
    assert perhaps(house, "answer") == []


def test_a_letter_that_is_cited_by_its_day_is_found_linked_and_ruled_out(house: House) -> None:
    ask(house)
    keep(house, "other", "900/1/2018", 20180101)
    passage = ("3 Mei 2019", "surat Camat Rawabening tanggal 3 Mei 2019 hal Rapat")
    keep(house, "answer", ANSWER[0], 20190520, sender="DESA CEMPAKA", cites=[passage])
    assert (perhaps(house, "answer"), perhaps(house, "ask")) == ([("ask", False)], [("answer", False)])
    linking.unlink(house, ALL, "answer", passage[0], "ask")
    assert perhaps(house, "answer") == []
    linking.link(house, ALL, "answer", passage[0], "other")
    assert perhaps(house, "answer") == [("other", True)]


@pytest.mark.everywhere
def test_a_person_says_which_letter_is_meant_and_it_wins_until_it_is_undone(house: House) -> None:
    ask(house)
    answer(house)
    keep(house, "other", "900/1/2018", 20180101)
    done = linking.link(house, ALL, "answer", ASK[0], "other")
    assert thread(house, "answer")["references"] == ["other"]
    assert (thread(house, "ask")["cited_by"], thread(house, "other")["cited_by"]) == ([], ["answer"])
    assert show(house, ALL, "answer")["thread"]["references"][0]["by_hand"]
    assert linking.link(house, ALL, "answer", ASK[0], "other") == []
    undoing.undo(house, ALL, "answer", done)
    assert thread(house, "answer")["references"] == ["ask"]


def test_a_person_says_which_letter_is_not_meant(house: House) -> None:
    ask(house)
    answer(house)
    done = linking.unlink(house, ALL, "answer", ASK[0], "ask")
    assert (thread(house, "answer")["references"], thread(house, "ask")["cited_by"]) == ([None], [])
    undoing.undo(house, ALL, "answer", done)
    assert thread(house, "answer")["references"] == ["ask"]


def test_only_what_is_cited_can_be_linked_to_what_may_be_read(house: House) -> None:
    answer(house)
    keep(house, "secret", "9/R/2019", 20190101, grants=("position:x",))
    with pytest.raises(NoSuchReference):
        linking.link(house, ALL, "answer", "1/2/3", "secret")
    with pytest.raises(NotFound):
        linking.link(house, reader("unit:a"), "answer", ASK[0], "secret")
    with pytest.raises(WrongUse):
        linking.link(house, ALL, "answer", ASK[0], "answer")


@pytest.mark.everywhere
def test_a_letter_that_one_may_not_read_is_as_one_that_never_came(house: House, tmp_path: Path) -> None:
    """Not a byte tells them apart: nor does a link by hand, but for the act itself."""
    other = open_house(load({"LONTAR_HOME": str(tmp_path / "other")}, tmp_path))
    answer(house)
    answer(other)
    ask(house, grants=("position:x",))
    keep(house, "second", ASK[0], 20190503, sender="KECAMATAN RAWABENING", grants=("position:x",), cites=[ANSWER])
    mine, bare = (show(one, reader("unit:a"), "answer") for one in (house, other))
    times = {"added_at": None}
    assert json.dumps(mine | times, default=str) == json.dumps(bare | times, default=str)
    linking.link(house, ALL, "answer", ASK[0], "ask")
    assert show(house, reader("unit:a"), "answer")["thread"] == bare["thread"]
    assert "ask" not in json.dumps(past.history(house, reader("unit:a"), "answer"), default=str)
    other.close()


def test_a_withdrawn_letter_is_not_linked_to(house: House) -> None:
    ask(house)
    answer(house)
    letter = house.store.load(Letter, "ask")
    letter.withdrawn = "wrong"
    house.store.commit(Changes.of(letter))
    assert thread(house, "answer")["references"] == [None]


UNITS = ("unit:a", "unit:b", "unit:c")
grants = st.sets(st.sampled_from(UNITS), min_size=1).map(lambda some: tuple(sorted(some)))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("threads")
    house = open_house(load({"LONTAR_HOME": str(home)}, home))
    yield house
    house.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(grants, min_size=3, max_size=5), grants)
def test_all_that_a_thread_shows_may_be_read(
    shared: House, rights: list[tuple[str, ...]], keys: tuple[str, ...]
) -> None:
    house, who = shared, reader(*keys)
    for row in list(house.store.every(Letter, fields=())):
        removed(house.store, Letter, row)
    for number, one in enumerate(rights):
        before = f"130/{20 + number}/UM/2019"
        passage = (before, f"surat Saudara Nomor {before} tanggal {number + 1} Mei 2019")
        day = 20190502 + number
        keep(house, f"l{number}", f"130/{21 + number}/UM/2019", day, grants=one, cites=[passage] if number else [])
    for row in house.store.every(Letter):
        found = Threads(house, who).of(row)
        seen = [*(one.letter for one in found.references if one.letter), *(one.letter for one in found.citing)]
        seen += [other for other in found.affair if other["_id"] != row["_id"]]
        assert all(set(other["grants"]) & set(keys) for other in seen)
