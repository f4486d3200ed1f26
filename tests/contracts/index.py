"""What every Index must do. An engine's test module inherits IndexContract and gives two fixtures: `address`, by which
any process opens it (search/opening.py), and `index`, opened so."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from search.contract import Index
from search.opening import open_index
from tests.contracts.index_lists import ListContract
from tests.contracts.index_questions import QuestionContract
from tests.contracts.indexed import entry, filled, found, numbers

spawned = multiprocessing.get_context("spawn")
opened = cache(open_index)


def counted(address: str) -> int:
    """In another process: how many letters it sees, in the index that it keeps open."""
    return opened(address, Path("/nowhere")).count()


class IndexContract(QuestionContract, ListContract):
    """What is written is there, for every process, until something newer is."""

    def test_an_older_version_never_wins(self, index: Index) -> None:
        index.write([entry(0, version=3, text="ketiga")])
        index.write([entry(0, version=2, text="kedua")])
        assert found(index, "ketiga") == ["L0000"]
        assert found(index, "kedua") == []
        index.write([entry(0, version=4, text="keempat"), entry(0, version=1, text="pertama")])
        assert found(index, "keempat") == ["L0000"]
        assert dict(index.versions()) == {"L0000": 4}

    def test_removed_letters_are_gone(self, index: Index) -> None:
        filled(index, 6)
        index.write([], ["L0000", "no such letter"])
        assert numbers(found(index, "jembatan")) == [2, 5]
        assert index.count() == 5

    def test_a_new_build_takes_over_at_its_end(self, index: Index) -> None:
        filled(index, 6)
        before = index.generation
        with index.rebuilding() as (generation, build):
            build.write([entry(one) for one in range(100, 103)])
            assert index.generation == before
            assert index.count() == 6
        assert index.generation == generation != before
        assert index.count() == 3
        index.write([entry(104)])  # the writer follows
        assert index.count() == 4

    def test_a_build_that_fails_changes_nothing(self, index: Index) -> None:
        filled(index, 6)
        before = index.generation

        def fail() -> None:
            with index.rebuilding() as (_, build):
                build.write([entry(100)])
                raise ConnectionError

        with pytest.raises(ConnectionError):
            fail()
        assert (index.generation, index.count()) == (before, 6)

    def test_another_process_sees_what_was_written(self, index: Index, address: str) -> None:
        with ProcessPoolExecutor(1, spawned) as other:
            for number in (3, 6):
                filled(index, number)
                assert other.submit(counted, address).result() == number
            with index.rebuilding() as (_, build):
                build.write([entry(1)])
            assert other.submit(counted, address).result() == 1
