"""How far the office has come on board: counted from the event log, each event once, by unit and month."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lontar.adoption import CURSOR, AdoptionFollower, months, of_month, table
from lontar.wiring import House
from office.days import day_at, zone_of
from routing.registering import registered as registered_in
from schemas.adoption import Visitor
from schemas.letter import Letter, LetterFile
from schemas.stored import now
from store.changes import Changes, Happened
from tests.demo import demo_house
from tests.lontar.bare import person


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


def month(house: House) -> int:
    day = day_at(now(), zone_of(house.store, "dpu"))
    return day.year * 100 + day.month


def signed_in(house: House, name: str) -> None:
    who = person(house, name)
    house.store.commit(Changes(events=(Happened("person.signed-in", f"people/{who.person}", who.person),)))


def registered(house: House, unit: str) -> None:
    file = LetterFile(no=1, name="a.pdf", sha256="a" * 64, size=1, kind="application/pdf")
    letter = Letter(files=[file], unit=unit, direction="incoming")
    _, changes = registered_in(house.store, letter, unit, "incoming", person(house, "agendaris"), at=now())
    house.store.commit(Changes.of(letter) + changes)


def followed(house: House) -> None:
    AdoptionFollower(house).catch_up()


def counts(house: House, unit: str) -> dict[str, Any]:
    (one,) = [row for row in table(house.store, month(house)) if row["unit"] == unit]
    return {name: one[name] for name in ("people", "registered", "answered", "signed")}


def test_each_unit_has_its_people_letters_answers_and_signatures(house: House) -> None:
    for name in ("staf", "kadis", "staf", "kades"):
        signed_in(house, name)
    registered(house, "dpu")
    kadis, staff = person(house, "kadis"), person(house, "staf")
    for verb, who, behalf in (
        ("letter.followed-up", staff, None),
        ("letter.followed-up", staff, "kepala-cempaka"),  # for the village, whose position it was done for
        ("letter.signed", kadis, "kepala-dpu"),
        ("letter.noted", kadis, None),
    ):
        house.store.commit(Changes(events=(Happened(verb, "letters/x", who.person, behalf=behalf),)))
    followed(house)
    assert counts(house, "DPU") == {"people": 2, "registered": 1, "answered": 1, "signed": 1}
    assert counts(house, "DESA-CEMPAKA") == {"people": 1, "registered": 0, "answered": 1, "signed": 0}
    assert months(house.store, month(house))[0] == (
        month(house), {"people": 3, "registered": 1, "answered": 2, "signed": 1},
    )  # fmt: skip


def test_a_person_is_counted_once_a_month_and_nothing_else_is_kept_of_it(house: House) -> None:
    signed_in(house, "staf")
    followed(house)
    signed_in(house, "staf")
    followed(house)
    assert counts(house, "DPU")["people"] == 1
    (visitor,) = house.store.every(Visitor)
    assert set(visitor) == {"_id", "version", "schema", "month"}


def test_whoever_follows_too_counts_nothing_twice(house: House) -> None:
    registered(house, "dpu")
    events = house.store.events(0, 500)
    followed(house)

    class Late:
        """A store whose events were read before another process had followed them."""

        def __getattr__(self, name: str) -> Any:
            return getattr(house.store, name)

        def cursor(self, _name: str) -> int:
            return 0

        def events(self, _after: int = 0, _limit: int = 0) -> list[dict[str, Any]]:
            return events

    AdoptionFollower(replace(house, store=Late())).step()  # type: ignore[arg-type]
    assert counts(house, "DPU")["registered"] == 1
    assert house.store.cursor(CURSOR) == house.store.events(0, 500)[-1]["sequence"]


def test_months_in_which_nothing_happened_are_there_too(house: House) -> None:
    found = months(house.store, 202602)
    assert [number for number, _ in found[:4]] == [202602, 202601, 202512, 202511]
    assert len(found) == 12
    assert of_month(house.store, 202602) == []
