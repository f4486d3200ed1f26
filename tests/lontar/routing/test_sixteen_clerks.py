"""Sixteen clerks who register at once, some of them killed at it: no number is there twice, none is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.routing import acts, recording
from lontar.routing.recording import Book
from lontar.settings import load
from lontar.wiring import open_house
from routing.errors import AlreadyRegistered
from schemas.event import Event
from store import chain
from tests.examples import examples
from tests.lontar.routing.offices import a_letter, founded, who
from tests.lontar.struck import struck
from tests.store.mongo_stores import database

CLERKS, EACH, KILLS = 16, examples(4, 6), examples(5, 8)
BOOK = Book("dinas")
Settings = dict[str, str]


def at_work(settings: Settings, folder: Path, letters: list[str]) -> None:
    """One clerk, in a process of their own; what a clerk before them registered stands."""
    house = open_house(load(settings, folder))
    for id in letters:
        try:
            recording.record(house, who(house, "agendaris"), id, BOOK)
        except AlreadyRegistered:
            continue
    house.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Settings:
    return {"LONTAR_HOME": str(tmp_path / "home")}


@pytest.fixture
def mongo(tmp_path: Path, mongodb_url: str) -> Iterator[Settings]:
    with database(mongodb_url, "clerks") as address:
        yield {"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_STORE": address}


def test_sixteen_clerks_register_at_once_and_some_are_killed(sqlite: Settings, tmp_path: Path) -> None:
    holds(sqlite, tmp_path)


@pytest.mark.full
def test_sixteen_clerks_register_at_once_on_mongodb(mongo: Settings, tmp_path: Path) -> None:
    holds(mongo, tmp_path)


def holds(settings: Settings, tmp_path: Path) -> None:
    """After all of it each letter has one number of a book without gaps."""
    house = open_house(load(settings, tmp_path))
    founded(house)
    letters = [a_letter(house) for _ in range(CLERKS * EACH)]
    struck(house, at_work, (settings, tmp_path), letters, clerks=CLERKS, kills=KILLS)
    entries = [row for id in letters for row in acts.entries_of(house, id)]
    assert sorted(row["agenda_number"] for row in entries) == list(range(1, len(letters) + 1))
    assert [row["letter"] for row in entries] == letters
    verbs = [row["verb"] for row in house.store.every(Event)]
    assert verbs.count("letter.registered") == len(letters)
    assert list(chain.verify(house.store)) == []
    house.close()
