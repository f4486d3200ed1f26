"""The index follower: quiet while nothing happens, and it misses neither a commit nor a build that was swapped in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lontar.followers import IndexFollower, cursor_name, is_behind
from lontar.following import QUIET_SECONDS
from lontar.journey import arrive
from lontar.wiring import House, open_house
from office.access import Reader
from store import chain
from tests import files


class Watched:
    """The index, with how often it was asked which of its builds is live; `meanwhile` is done within its next write."""

    def __init__(self, house: House) -> None:
        self._index, self.asked = house.index, 0
        self.meanwhile: Callable[[], Any] = lambda: None

    @property
    def generation(self) -> str:
        self.asked += 1
        return self._index.generation

    def write(self, *changes: Any) -> None:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        self._index.write(*changes)
        meanwhile()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


@pytest.fixture
def watched(house: House) -> Watched:
    return Watched(house)


@pytest.fixture
def followed(house: House, watched: Watched) -> House:
    return replace(house, index=watched)  # type: ignore[arg-type]


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def letter(house: House, reader: Reader, folder: Path, number: int) -> None:
    pdf = files.pdf((*files.LETTER, f"nomor{number}"))
    (arrived,) = arrive(house, files.written(folder, f"{number}.pdf", pdf), f"{number}.pdf", reader)
    assert not arrived.error


def drained(follower: IndexFollower) -> None:
    while follower.follow():
        pass


def test_while_nothing_happens_the_index_is_left_alone(followed: House, watched: Watched) -> None:
    clock = Clock()
    follower = IndexFollower(followed, clock)
    drained(follower)
    watched.asked = 0
    for _ in range(100):
        assert follower.follow() == 0
    assert watched.asked == 0
    clock.now += QUIET_SECONDS
    for _ in range(100):
        assert follower.follow() == 0
    assert watched.asked == 1


def test_a_commit_of_any_process_is_followed_at_once(
    followed: House, watched: Watched, console: Reader, tmp_path: Path
) -> None:
    follower = IndexFollower(followed, Clock())
    other = open_house(followed.settings)
    drained(follower)
    for number, house in enumerate((followed, other, followed, other), 1):
        letter(house, console, tmp_path, number)
        drained(follower)
        assert followed.index.count() == number
        assert not is_behind(followed)
    other.close()


def test_a_build_that_another_process_swapped_in_and_left_behind_is_brought_up_to_date(
    followed: House, watched: Watched, console: Reader, tmp_path: Path
) -> None:
    """It was killed between the swap, which commits nothing, and following what had happened since it began."""
    clock = Clock()
    follower = IndexFollower(followed, clock)
    letter(followed, console, tmp_path, 1)
    other = open_house(followed.settings)
    with other.index.rebuilding() as (generation, _):
        other.store.advance(cursor_name(generation), chain.last(other.store))
        letter(other, console, tmp_path, 2)
        drained(follower)
    other.close()
    assert followed.index.count() == 0
    assert follower.follow() == 0
    clock.now += QUIET_SECONDS
    drained(follower)
    assert followed.index.count() == 1
    assert not is_behind(followed)


def test_two_that_follow_the_same_events_are_not_in_each_others_way(
    followed: House, watched: Watched, console: Reader, tmp_path: Path
) -> None:
    letter(followed, console, tmp_path, 1)
    watched.meanwhile = IndexFollower(followed).catch_up
    assert IndexFollower(followed).follow() > 0
    assert not is_behind(followed)
    assert followed.index.count() == 1
