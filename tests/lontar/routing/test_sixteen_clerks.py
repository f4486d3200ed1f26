"""Sixteen clerks who register at once, some of them killed at it: no number is there twice, none is missing."""

import os
import random
import signal
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from lontar.routing import acts, recording
from lontar.routing.recording import Book
from lontar.settings import load
from lontar.wiring import House, open_house
from routing.errors import AlreadyRegistered
from schemas.entry import RegisterEntry
from schemas.event import Event
from store import chain
from tests.lontar.routing.offices import a_letter, founded, who
from tests.store.killing import spawned
from tests.store.mongo_stores import database
from tests.waiting import AGAIN

CLERKS, EACH, KILLS, SEED = 16, 6, 8, 2026
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


def struck(house: House, settings: Settings, folder: Path, letters: list[str]) -> None:
    """All letters given to the clerks; now and then one is killed, and another takes the desk."""

    def take(desk: int) -> BaseProcess:
        process = spawned.Process(target=at_work, args=(settings, folder, letters[desk::CLERKS]))
        process.start()
        return process

    chance = random.Random(SEED)
    desks = {desk: take(desk) for desk in range(CLERKS)}
    for kill in range(1, KILLS + 1):
        while house.store.count(RegisterEntry) < len(letters) * kill // (KILLS + 1):
            AGAIN.wait(0.01)
        desk = chance.choice([one for one, process in desks.items() if process.is_alive()] or [0])
        os.kill(desks[desk].pid or 0, signal.SIGKILL)
        desks[desk].join()
        desks[desk] = take(desk)
    for process in desks.values():
        process.join()
        assert process.exitcode == 0


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
    struck(house, settings, tmp_path, letters)
    entries = [row for id in letters for row in acts.entries_of(house, id)]
    assert sorted(row["agenda_number"] for row in entries) == list(range(1, len(letters) + 1))
    assert [row["letter"] for row in entries] == letters
    verbs = [row["verb"] for row in house.store.every(Event)]
    assert verbs.count("letter.registered") == len(letters)
    assert list(chain.verify(house.store)) == []
    house.close()
