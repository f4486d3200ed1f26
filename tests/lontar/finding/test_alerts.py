"""Saved searches tell of a letter once: when it comes, when it is read late, when it may be read."""

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lontar import edits, undoing
from lontar.finding import alerts, saved_searches
from lontar.followers import IndexFollower, rebuild
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import Reader, installation, may_see
from schemas.alert import Alert
from schemas.letter import Letter
from schemas.person import Person
from store.changes import Changes
from tests.lontar.finding import arrived, followed, house, read, reader, understood

__all__ = ["house"]
spawned = multiprocessing.get_context("spawn")


def told(house: House, person: Reader) -> list[str]:
    """Letters of which the person is told in the page, the latest first."""
    return [letter["_id"] for _, letter in alerts.unseen(house, person)]


@pytest.fixture
def archivist(house: House) -> Reader:
    return reader(house, "arsiparis")


def saved(house: House, person: Reader, query: str = "jembatan", **more: Any) -> str:
    return saved_searches.save(house, person, query or "semua", query, **({"filters": {}} | more)).id


@pytest.mark.everywhere
def test_what_comes_later_is_told_and_what_was_there_is_not(house: House, archivist: Reader) -> None:
    understood(house, "jembatan lama")
    saved(house, archivist)
    followed(house)
    assert told(house, archivist) == []
    new = understood(house, "jembatan baru")
    understood(house, "jalan baru")
    followed(house)
    assert told(house, archivist) == [new]


def test_a_letter_that_is_read_late_is_told_when_it_is_found(house: House, archivist: Reader) -> None:
    id = arrived(house, "a.pdf")
    followed(house)
    saved(house, archivist, "gantung")
    assert told(house, archivist) == []
    read(house)
    assert told(house, archivist) == [id]


@pytest.mark.everywhere
def test_one_letter_is_told_once_whatever_happens_to_it(house: House, archivist: Reader) -> None:
    search = saved(house, archivist)
    id = understood(house, "jembatan")
    followed(house)
    edits.tag(house, archivist, id, ["penting"])
    rebuild(house)
    followed(house)
    assert told(house, archivist) == [id]
    assert alerts.see(house, archivist, search) == 1
    edits.note(house, archivist, id, "sudah")
    followed(house)
    assert told(house, archivist) == []


def test_an_old_letter_that_is_tagged_is_no_news(house: House, archivist: Reader) -> None:
    id = understood(house, "jembatan")
    saved(house, archivist)
    edits.tag(house, archivist, id, ["penting"])
    followed(house)
    assert told(house, archivist) == []


@pytest.mark.everywhere
def test_a_letter_that_may_be_read_now_is_news_to_who_could_not_before(house: House) -> None:
    staff, head = reader(house, "staf"), reader(house, "kadis")
    old = understood(house, "jembatan", unit="dpu", security_class="T", grants=["registry:dpu", "head:dpu"])
    for person in (staff, head):
        saved(house, person)
    edits.describe(house, installation("tests"), old, {"security_class": "B"})
    followed(house)
    assert (told(house, staff), told(house, head)) == ([old], [])


def test_filters_hold_and_a_withdrawn_letter_is_not_told(house: House, archivist: Reader) -> None:
    saved(house, archivist, "", filters={"year": ["2019"]})
    saved(house, archivist, "jalan")
    right = understood(house, "surat", date=20190305)
    understood(house, "surat", date=20200305)
    wrong = understood(house, "jalan")
    undoing.withdraw(house, archivist, wrong, "bukan surat")
    followed(house)
    assert told(house, archivist) == [right]


def test_a_search_of_words_as_typed_tells_of_no_misread_ones(house: House, archivist: Reader) -> None:
    saved(house, archivist, "jembatan")
    saved(house, archivist, "gantung", exact=True)
    for_all = understood(house, "jernbatan")
    understood(house, "gantnng")
    followed(house)
    assert told(house, archivist) == [for_all]


def test_a_search_that_tells_of_nothing_and_one_of_a_closed_account(house: House, archivist: Reader) -> None:
    staff = reader(house, "staf")
    quiet = saved(house, archivist, alert="none")
    saved(house, staff)
    gone = house.store.load(Person, staff.person)
    gone.active = False
    house.store.commit(Changes.of(gone))
    understood(house, "jembatan")
    followed(house)
    assert house.store.count(Alert, {"mail": "none"}) == 0
    saved_searches.change(house, archivist, quiet, alert="page")
    followed(house)
    assert told(house, archivist) == []  # what came before was not asked for
    new = understood(house, "jembatan")
    followed(house)
    assert told(house, archivist) == [new]


def test_nothing_is_told_of_what_the_index_has_yet_to_follow(house: House, archivist: Reader) -> None:
    saved(house, archivist)
    understood(house, "jembatan")
    assert alerts.step(house) == 0
    IndexFollower(house).catch_up()
    assert alerts.step(house) > 0


def test_what_may_no_longer_be_read_is_no_longer_told(house: House, archivist: Reader) -> None:
    saved(house, archivist)
    id = understood(house, "jembatan")
    followed(house)
    letter = house.store.load(Letter, id)
    letter.grants = ["person:somebody"]
    house.store.commit(Changes.of(letter))
    assert told(house, archivist) == []


def tell(home: Path, reached: Any) -> None:
    """Follow for ever, saying so after each step."""
    house = open_house(load({"LONTAR_HOME": str(home)}, home.parent))
    while True:
        reached.send(alerts.step(house))


def test_each_letter_is_told_once_however_often_the_worker_is_killed(
    house: House, archivist: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = []
    saved(house, archivist)
    saved(house, archivist, "baru")
    monkeypatch.setattr("lontar.finding.alerts.BATCH", 3)
    for turn in range(3):
        ids += [understood(house, "jembatan baru") for _ in range(5)]
        IndexFollower(house).catch_up()
        ours, theirs = spawned.Pipe(duplex=False)
        process = spawned.Process(target=tell, args=(house.settings.home, theirs))
        process.start()
        theirs.close()
        for _ in range(turn):
            ours.recv()
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        alerts.step(house)
    followed(house)
    assert sorted(told(house, archivist)) == sorted(2 * ids)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_everybody_is_told_of_what_they_may_read_and_of_nothing_else(house: House, data: st.DataObject) -> None:
    people = [reader(house, login) for login in ("arsiparis", "staf", "kades", "agendaris")]
    keys = sorted({key for person in people for key in person.keys or ()})
    for person in people:
        if not saved_searches.own(house, person):
            saved(house, person)
    before = {person.person: set(told(house, person)) for person in people}
    ids = {
        understood(house, "jembatan", grants=data.draw(st.lists(st.sampled_from(keys), max_size=3))) for _ in range(4)
    }
    followed(house)
    letters = house.store.get_many(Letter, sorted(ids))
    for person in people:
        new = set(told(house, person)) - before[person.person]
        assert new == {id for id, letter in letters.items() if may_see(person, letter)}
