"""No query reads a letter that its reader may not: whatever is asked, of whichever rights."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lontar.finding.find import around, find
from lontar.settings import load
from lontar.wiring import open_house
from office.access import installation
from search.entry import FACETS
from tests.readable import KEYS, LETTERS, Archive, archive, reader, secret

PARTS = (
    *("jembatan", "jambatan", "surat", "rusak", "desa", "dinas", "catatan", "padi", "x", "tidakada", "jembatan~"),
    *("jem*tan", "*xq*", "?a*xq*", "dari", "tentang", "2019", "maret 2019", "bulan lalu", "005/12/2019", "no 12"),
    *("jawaban surat 005/3/2019", "number:005", "rujukan:2019", "tag:*xq", "note:catatan", '"jembatan rusak"~4'),
    *("(", ")", '"', " OR ", " NOT ", "-", "sender:", "subject?:", "state:withdrawn", "lampiran:>0"),
)
anything = st.one_of(st.sampled_from(PARTS), st.integers(0, LETTERS - 1).map(secret), st.text(max_size=4))
queries = st.lists(anything, max_size=4).map(" ".join)
rights = st.sets(st.sampled_from(KEYS))
filters = st.dictionaries(
    st.sampled_from(FACETS), st.lists(st.sampled_from(["2019", "a", "legacy"]), max_size=2), max_size=1
)


def unsaid(result: dict[str, Any]) -> dict[str, Any]:
    """An answer without what it repeats of the question."""
    hits = [
        hit | {"missing": [], "reasons": [reason | {"asked": ""} for reason in hit["reasons"]]}
        for hit in result["hits"]
    ]
    near = list((result["nearly"] or {}).get("near", {}).values())
    others = [one | {"query": "", "left": []} for one in result["instead"]]
    return result | {"understood": None, "did_you_mean": None, "hits": hits, "nearly": near, "instead": others}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = Path(tmp_path_factory.mktemp("readable"))
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    yield archive(house)
    house.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, keys=rights, narrowed=filters, sort=st.sampled_from(["relevance", "newest", "oldest"]))
def test_hits_counts_snippets_and_what_would_be_found_are_the_readers(
    letters: Archive, query: str, keys: set[str], narrowed: dict[str, list[str]], sort: str
) -> None:
    asked, readable = reader(keys), letters.readable(keys)
    result = find(letters.house, asked, query, filters=narrowed, sort=sort, limit=LETTERS)
    everything = find(letters.house, installation("tests"), query, filters=narrowed, sort=sort, limit=LETTERS)
    typed = any(one in query for one in letters.secrets.values())
    assert letters.betrayed(unsaid(result) if typed else result, keys) == set()  # nobody is told more than they typed
    assert {hit["id"] for hit in result["hits"]} <= readable
    strict, all_strict = (
        set() if one["nearly"] else {hit["id"] for hit in one["hits"]} for one in (result, everything)
    )
    assert strict == all_strict & readable
    assert result["total"] == len(result["hits"])
    for name in FACETS:
        if name not in narrowed:
            assert sum(count for _, count in result["facets"][name]) <= result["total"]
    for one in result["instead"]:
        told = find(letters.house, asked, one["query"], filters=one["filters"], limit=LETTERS)
        assert one["total"] == told["total"] <= len(readable)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, keys=rights, number=st.integers(0, LETTERS - 1))
def test_neighbours_in_a_list_are_the_readers(letters: Archive, query: str, keys: set[str], number: int) -> None:
    cursor = f"{number}:{list(letters.grants)[number]}"
    found = around(letters.house, reader(keys), query, cursor, filters={}, sort="relevance", limit=LETTERS)
    assert letters.betrayed([found.before, found.behind], keys) == set()
    assert found.total <= len(letters.readable(keys))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prefix=st.one_of(st.text("abdefgiklmnouxq", min_size=1, max_size=3), st.integers(0, 39).map(secret)), keys=rights
)
def test_proposed_words_are_of_letters_of_the_reader(letters: Archive, prefix: str, keys: set[str]) -> None:
    words = letters.house.index.suggest(prefix, frozenset(keys), 100)
    assert letters.betrayed([word for word, _ in words], keys) == set()
    assert all(count <= len(letters.readable(keys)) for _, count in words)


def test_the_letters_tell_of_themselves_where_they_may(letters: Archive) -> None:
    """So that the properties above have something to find."""
    result = find(letters.house, installation("tests"), "jembatan", limit=LETTERS)
    assert result["total"] == LETTERS
    assert letters.betrayed(result, ()) == set(letters.grants)
    assert 0 < len(letters.readable({"unit:a"})) < LETTERS
