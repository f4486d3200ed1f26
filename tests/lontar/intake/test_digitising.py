"""Digitising batches: what comes in with one belongs to it and is read as it says, whoever reads it again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lontar import facts
from lontar.intake import digitising
from lontar.journey import arrive
from lontar.reading import pages, rereading
from lontar.reading.rereading import read_anew
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader, installation
from schemas.batch import Batch
from schemas.errors import Conflict, Forbidden, NotAmong, NotFound, Taken, WrongUse
from schemas.event import Event
from schemas.letter import Letter
from schemas.page import PageReading
from store.changes import Changes
from tests import files
from tests.demo import demo_house
from tests.lontar.reviewing import reader
from tests.web import doubtful

INSTALLATION = installation("tests", "setda")
NAME = "Boks 12"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def ani(house: House) -> Reader:
    return reader(house, "arsiparis")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Of every page that the engine is given: languages and profile."""
    found = []

    def read(_sandbox: Any, _path: Path, _kind: str, page: int, how: Any, **_: Any) -> PageReading:
        found.append((how.languages, how.profile))
        return doubtful.reading()

    monkeypatch.setattr(pages, "read_page", read)
    return found


def added(house: House, name: str = "surat.png", **more: Any) -> str:
    path = files.written(house.settings.home, name, files.scan("PNG", (name,)))
    (arrived,) = arrive(house, path, name, INSTALLATION, **more)
    assert arrived.id is not None
    return arrived.id


def events(house: House, verb: str) -> list[dict[str, Any]]:
    return [row for row in facts.with_values(house, house.store.events()) if row["verb"] == verb]


class TestReading:
    def test_letters_are_read_as_their_batch_says_and_the_others_as_the_office_does(
        self, house: House, ani: Reader, asked: list[tuple[str, str]]
    ) -> None:
        digitising.make(house, ani, "setda", NAME, {"languages": "ind", "profile": "careful"})
        added(house, "satu.png", batch=NAME)
        settle(house, 1)
        added(house, "dua.png")
        settle(house, 1)
        added(house, "tiga.png", batch="nobody made it")
        settle(house, 1)
        assert asked == [("ind", "careful"), ("eng+ind+nld", "standard"), ("eng+ind+nld", "standard")]

    def test_a_batch_may_say_one_of_both(self, house: House, ani: Reader, asked: list[tuple[str, str]]) -> None:
        digitising.make(house, ani, "setda", NAME, {"profile": "fast"})
        added(house, batch=NAME)
        settle(house, 1)
        assert asked == [("eng+ind+nld", "fast")]

    def test_reading_again_keeps_to_it_but_for_what_a_person_chooses(
        self, house: House, ani: Reader, asked: list[tuple[str, str]]
    ) -> None:
        digitising.make(house, ani, "setda", NAME, {"languages": "ind", "profile": "careful"})
        id = added(house, batch=NAME)
        settle(house, 1)
        read_anew(house, ani, id, 1)
        settle(house, 1)
        read_anew(house, ani, id, 1, profile="fast")
        settle(house, 1)
        rereading.turn(house, ani, id, 1, 90)
        settle(house, 1)
        assert asked[1:] == [("ind", "careful"), ("ind", "fast"), ("ind", "careful")]

    def test_what_is_read_after_a_change_is_read_in_the_new_way(
        self, house: House, ani: Reader, asked: list[tuple[str, str]]
    ) -> None:
        made = digitising.make(house, ani, "setda", NAME, {"languages": "ind"})
        id = added(house, batch=NAME)
        digitising.change(house, ani, made.id, {"languages": "nld"})
        settle(house, 1)
        digitising.change(house, ani, made.id, {"languages": ""})
        read_anew(house, ani, id, 1)
        settle(house, 1)
        assert [languages for languages, _ in asked] == ["nld", "eng+ind+nld"]


class TestComingIn:
    def test_old_letters_have_its_class_and_so_their_readers(self, house: House, ani: Reader) -> None:
        digitising.make(house, ani, "setda", NAME, {"security_class": "T"})
        old, new = added(house, "lama.png", batch=NAME), added(house, "baru.png", batch=NAME, direction="incoming")
        rows = house.store.get_many(Letter, [old, new])
        assert [(rows[id]["batch"], rows[id]["security_class"]) for id in (old, new)] == [(NAME, "T"), (NAME, "B")]
        assert rows[old]["grants"] == ["head:setda", "registry:setda"]

    def test_it_stands_in_the_history_of_the_letter(self, house: House) -> None:
        added(house, batch=NAME)
        assert [one["values"]["after"]["batch"] for one in events(house, "letter.arrived")] == [NAME]

    def test_it_is_made_where_there_is_none_and_used_where_there_is(self, house: House, ani: Reader) -> None:
        first = digitising.used(house, ani, "setda", f"  {NAME} ")
        assert digitising.used(house, ani, "setda", NAME)["_id"] == first["_id"]
        assert (first["name"], first["unit"], house.store.count(Batch)) == (NAME, "setda", 1)

    def test_nothing_comes_into_one_that_is_closed(self, house: House, ani: Reader) -> None:
        made = digitising.make(house, ani, "setda", NAME, {})
        made.state = "closed"
        house.store.commit(Changes.of(made))
        with pytest.raises(WrongUse, match="it is closed"):
            digitising.to_fill(house, ani, "setda", NAME)
        assert digitising.batches(house, ani) == []


class TestChanging:
    def test_who_did_what_is_told(self, house: House, ani: Reader) -> None:
        made = digitising.make(house, ani, "setda", NAME, {"profile": "fast"})
        (number,) = digitising.change(house, ani, made.id, {"profile": "careful", "languages": ""})
        (event,) = events(house, "batch.changed")
        assert (event["sequence"], event["actor"], event["thing"]) == (number, ani.person, f"batches/{made.id}")
        assert (event["values"]["before"], event["values"]["after"]) == ({"profile": "fast"}, {"profile": "careful"})
        assert events(house, "batch.made")[0]["values"]["after"]["name"] == NAME

    def test_what_is_the_same_is_no_event(self, house: House, ani: Reader) -> None:
        made = digitising.make(house, ani, "setda", NAME, {"profile": "fast"})
        assert digitising.change(house, ani, made.id, {"profile": "fast"}) == []

    def test_a_form_from_before_another_persons_change_is_refused(self, house: House, ani: Reader) -> None:
        made = digitising.make(house, ani, "setda", NAME, {})
        version = made.version
        digitising.change(house, ani, made.id, {"profile": "fast"}, version)
        with pytest.raises(Conflict):
            digitising.change(house, reader(house, "agendaris"), made.id, {"profile": "careful"}, version)

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"languages": "ind+xyz"}, r"xyz must be one of: .*ind"),
            ({"languages": "ind+"}, "must be one of"),
            ({"profile": "slow"}, "slow must be one of: fast, standard, careful"),
            ({"security_class": "X"}, "X must be one of: B, T, R, SR"),
        ],
    )
    def test_what_there_is_not_is_refused_with_what_there_is(
        self, house: House, ani: Reader, values: dict[str, str], said: str
    ) -> None:
        with pytest.raises(NotAmong, match=said) as refused:
            digitising.make(house, ani, "setda", NAME, values)
        assert refused.value.params["field"] == next(iter(values))
        assert house.store.count(Batch) == 0

    def test_a_model_of_another_machine_stays_when_something_else_changes(self, house: House, ani: Reader) -> None:
        made = digitising.make(house, ani, "setda", NAME, {})
        made.languages = "jav"
        house.store.commit(Changes.of(made))
        assert digitising.change(house, ani, made.id, {"languages": "jav", "profile": "fast"})

    @pytest.mark.parametrize("name", ["", "  ", "x" * 201])
    def test_a_name_is_some_letters(self, house: House, ani: Reader, name: str) -> None:
        with pytest.raises(WrongUse, match="The name"):
            digitising.make(house, ani, "setda", name, {})

    def test_a_unit_has_one_of_a_name(self, house: House, ani: Reader) -> None:
        digitising.make(house, ani, "setda", NAME, {})
        with pytest.raises(Taken):
            digitising.make(house, ani, "setda", NAME, {})
        digitising.make(house, INSTALLATION, "dpu", NAME, {})


class TestAccess:
    def test_those_of_other_units_are_not_there(self, house: House, ani: Reader) -> None:
        other = digitising.make(house, INSTALLATION, "dpu", NAME, {})
        assert digitising.batches(house, ani) == []
        for unit, name in (("dpu", NAME), ("setda", other.id)):
            with pytest.raises(NotFound):
                digitising.batch(house, ani, unit, name)
        with pytest.raises(NotFound):
            digitising.change(house, ani, other.id, {"profile": "fast"})
        with pytest.raises(WrongUse, match="not one of yours"):
            digitising.make(house, ani, "dpu", "Boks 13", {})

    def test_staff_fill_them_and_do_not_make_them(self, house: House) -> None:
        staff, made = reader(house, "staf"), digitising.make(house, INSTALLATION, "dpu", NAME, {})
        assert digitising.to_fill(house, staff, "dpu", NAME)["_id"] == made.id
        with pytest.raises(Forbidden):
            digitising.used(house, staff, "dpu", "Boks 13")
        with pytest.raises(Forbidden):
            digitising.change(house, staff, made.id, {"profile": "fast"})
        assert house.store.count(Event, {"thing": f"batches/{made.id}"}) == 1
