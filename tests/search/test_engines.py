"""Elasticsearch answers as Tantivy does: on a new build of one shard to the last place, later and over several shards
all but the ranks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from search.contract import Index, Request, Result
from search.elastic_index import ElasticIndex
from search.entry import IndexEntry
from search.settings import Settings
from search.tantivy_index import TantivyIndex
from tests.examples import examples
from tests.search.asking import UNITS, entries, requests
from tests.search.elastic import cleared

LETTERS, QUESTIONS = examples(2000, 5000), examples(200, 400)
ALL = 10_000


@pytest.fixture(scope="module")
def letters() -> list[IndexEntry]:
    return entries(LETTERS, Random(7))


@pytest.fixture(scope="module")
def pair(
    elasticsearch_url: str, letters: list[IndexEntry], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, Index]]:
    """Tantivy and Elasticsearch, both built anew."""
    with cleared(elasticsearch_url) as name:
        path = tmp_path_factory.mktemp("engines") / "index"
        yield built(TantivyIndex(path), letters), built(ElasticIndex(elasticsearch_url, name, Settings()), letters)


@pytest.fixture
def changed(elasticsearch_url: str, letters: list[IndexEntry], tmp_path: Path) -> Iterator[tuple[Index, Index]]:
    """The same after many changes, over three shards."""
    with cleared(elasticsearch_url) as name:
        shards = Settings(index_shards=3)
        both = (
            built(TantivyIndex(tmp_path / "index"), letters),
            built(ElasticIndex(elasticsearch_url, name, shards), letters),
        )
        again = [replace(one, version=2, text=f"{one.text} {one.beside}", date=20200101) for one in letters[::3]]
        for index in both:
            index.write(again[:300], [one.id for one in letters[1::5]])
            index.write(again[300:])
            index.write(letters[1::15])  # older for some, for others again after a removal
        yield both


def built(index: Index, letters: list[IndexEntry]) -> Index:
    with index.rebuilding() as (_, build):
        build.write(letters)
    return index


def test_a_new_build_has_the_same_hits_in_the_same_order(pair: tuple[Index, Index], letters: list[IndexEntry]) -> None:
    tantivy, elastic = pair
    found = 0
    for request in requests(QUESTIONS, letters, Random(3)):
        wanted, got = tantivy.search(request), elastic.search(request)
        assert plain(got) == plain(wanted), request
        found += bool(wanted.total)
    assert found > QUESTIONS / 2


def test_pages_and_places_are_the_same(pair: tuple[Index, Index], letters: list[IndexEntry]) -> None:
    tantivy, elastic = pair
    for request in requests(60, letters, Random(4)):
        for cursor in tantivy.search(request).cursors[::7]:
            behind = replace(request, after=cursor)
            assert plain(elastic.search(behind)) == plain(tantivy.search(behind)), behind
            assert elastic.around(behind) == tantivy.around(behind), behind


def test_suggestions_are_the_same(pair: tuple[Index, Index], letters: list[IndexEntry]) -> None:
    tantivy, elastic = pair
    for prefix in ("ba", "kim", "sus", "tadi"):
        for keys in (None, frozenset(UNITS[:2])):
            wanted, got = tantivy.suggest(prefix, keys, 1000), elastic.suggest(prefix, keys, 1000)
            assert sorted(got) == sorted(wanted)
            assert [count for _, count in got[:8]] == [count for _, count in tantivy.suggest(prefix, keys)]


def test_after_changes_and_over_shards_all_but_the_ranks_are_the_same(
    changed: tuple[Index, Index], letters: list[IndexEntry]
) -> None:
    tantivy, elastic = changed
    assert dict(elastic.versions()) == dict(tantivy.versions())
    for request in requests(150, letters, Random(5)):
        everything = replace(request, limit=ALL)
        wanted, got = tantivy.search(everything), elastic.search(everything)
        if request.sort == "relevance":
            assert set(got.hits) == set(wanted.hits), request
        else:
            assert (got.hits, got.cursors) == (wanted.hits, wanted.cursors), request
        assert (got.total, uncut(got)) == (wanted.total, uncut(wanted)), request


def facets(result: Result) -> dict[str, list[tuple[str, int]]]:
    return {name: list(values) for name, values in result.facets.items()}


def uncut(result: Result) -> dict[str, tuple[list[int], list[tuple[str, int]]]]:
    """All counts, and the values that have more than the last one: which of the last ones stand there depends in
    Tantivy on its segments."""
    return {
        name: ([count for _, count in values], [pair for pair in values if pair[1] > values[-1][1]])
        for name, values in facets(result).items()
    }


def plain(result: Result) -> Result:
    return replace(result, facets=facets(result))


def test_readers_are_asked_about_in_these_questions(letters: list[IndexEntry]) -> None:
    asked: list[Request] = list(requests(QUESTIONS, letters, Random(3)))
    assert {request.sort for request in asked} == {"relevance", "newest", "oldest"}
    assert any(request.keys is None for request in asked)
    assert any(request.filters and request.without and request.keys for request in asked)
