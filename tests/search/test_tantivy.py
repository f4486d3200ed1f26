"""Tantivy behind the Index contract: several processes, kill -9, an index that is not there."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import Unavailable, WrongUse
from search.contract import Request
from search.errors import IndexBusy
from search.opening import open_index
from search.query import parse
from search.tantivy_index import TantivyIndex
from tests.contracts.index import IndexContract
from tests.contracts.indexed import entry, filled

spawned = multiprocessing.get_context("spawn")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[TantivyIndex]:
    index = TantivyIndex(tmp_path / "index")
    yield index
    index.close()


class TestTantivy(IndexContract):
    @pytest.fixture
    def address(self, tmp_path: Path) -> str:
        return f"tantivy://{tmp_path}/index"


def write_on(path: Path, told: Any) -> None:
    """Write one letter a commit, saying its number once it is durable."""
    index = TantivyIndex(path)
    for number in range(100_000):
        index.write([entry(number)])
        told.send(number)


def test_a_second_writer_is_refused_with_a_sentence(index: TantivyIndex, tmp_path: Path) -> None:
    filled(index)
    other = TantivyIndex(tmp_path / "index")
    with pytest.raises(IndexBusy, match="another process"):
        other.write([entry(0)])
    index.close()
    other.write([entry(99)])
    other.close()
    assert index.count() == 13


def test_a_killed_writer_leaves_an_index_that_opens_with_whole_commits(tmp_path: Path) -> None:
    path = tmp_path / "index"
    for turn in range(4):
        ours, theirs = spawned.Pipe(duplex=False)
        process = spawned.Process(target=write_on, args=(path, theirs))
        process.start()
        theirs.close()
        for _ in range(2 + turn * 3):
            last = ours.recv()
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        index = TantivyIndex(path)
        ids = {id for id, _ in index.versions()}
        assert {entry(number).id for number in range(last + 1)} <= ids
        index.write([entry(0, version=turn + 2)])
        index.close()


def test_an_index_of_another_analysis_is_not_used(
    index: TantivyIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(index)
    monkeypatch.setattr("search.tantivy_index.VERSION", 99)
    newer = TantivyIndex(tmp_path / "index")
    assert newer.count() == 0
    assert newer.generation != "000001-a1s1"


def test_two_builds_at_once_are_refused(index: TantivyIndex, tmp_path: Path) -> None:
    other = TantivyIndex(tmp_path / "index")
    with index.rebuilding(), pytest.raises(IndexBusy), other.rebuilding():
        pass


def test_a_damaged_index_says_what_to_do(index: TantivyIndex, tmp_path: Path) -> None:
    filled(index)
    index.close()
    for file in (tmp_path / "index" / index.generation).glob("meta.json"):
        file.write_text("{}")
    with pytest.raises(Unavailable, match="index"):
        TantivyIndex(tmp_path / "index").count()


def test_the_engine_is_chosen_by_url(tmp_path: Path) -> None:
    open_index("tantivy:", tmp_path)
    open_index(f"tantivy://{tmp_path}/elsewhere", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"index", "elsewhere"}
    with pytest.raises(WrongUse, match="LONTAR_INDEX"):
        open_index("lucene:", tmp_path)


def test_counts_are_exact_over_many_commits(index: TantivyIndex) -> None:
    """A sender who is rare in each commit may be the most frequent of all."""
    for commit in range(4):
        senders = ["everywhere", *(f"{commit}-{number // 2}" for number in range(40))]
        index.write([entry(commit * 100 + place, facets={"sender": one}) for place, one in enumerate(senders)])
    counted = index.search(Request(parse("").tree, None, facet_size=1)).facets["sender"]
    assert list(counted) == [("everywhere", 4)]
