"""Measuring leaves nothing in what an office works with, and touches nothing of the office's; search is measured on
letters that may be kept, and tells whether two engines find the same."""

from pathlib import Path

import pytest

from bench import grants, kinds, search
from bench.beside import database_beside, index_beside
from bench.kept import filled_once, home_in
from schemas.errors import WrongUse
from store.changes import Changes
from store.mongo_connection import MongoConnection
from store.opening import open_store
from tests.contracts.indexed import filled
from tests.contracts.stored import a_letter
from tests.search.elastic import ask, cleared


def test_nothing_is_beside_unless_a_server_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_INDEX", "tantivy:")
    monkeypatch.setenv("LONTAR_STORE", "sqlite:")
    with index_beside(tmp_path) as index, database_beside() as address:
        assert (index, address) == (None, None)


def standing(url: str, names: str) -> list[str]:
    return sorted(ask(url, "GET", f"/{names}/_alias"))


def test_an_index_beside_is_one_of_its_own_and_goes(
    elasticsearch_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cleared(elasticsearch_url) as name:
        monkeypatch.setenv("LONTAR_INDEX", f"{elasticsearch_url}/{name}")
        with index_beside(tmp_path) as index:
            assert index is not None
            filled(index)
            assert len(standing(elasticsearch_url, f"{name}-bench-*")) == 1
            assert standing(elasticsearch_url, f"{name}.build-*") == []
        assert standing(elasticsearch_url, f"{name}*") == []
        assert f"{name}-bench-" not in str(ask(elasticsearch_url, "GET", "/_index_template?filter_path=**.name"))


def test_a_database_beside_is_one_of_its_own_and_goes(mongodb_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_STORE", mongodb_url)
    with database_beside() as address:
        store = open_store(str(address), Path("/nowhere"))
        store.commit(Changes.of(a_letter()))
        store.close()
        connected = MongoConnection(str(address), "LONTAR_STORE")
        database = connected.database().name
        names = connected.database().client.list_database_names
        assert database in names()
    assert database not in names()
    connected.close()


def test_a_home_is_filled_once_and_kept_where_a_folder_is_named(tmp_path: Path) -> None:
    filled_of: list[Path] = []
    for _ in range(2):
        with home_in(tmp_path) as home:
            filled_once(home, lambda home=home: filled_of.append(home))  # type: ignore[misc]
    assert filled_of == [tmp_path]
    with home_in(None) as home:
        filled_once(home, lambda: None)
    assert not home.exists()


def test_no_home_of_an_office_is_filled(tmp_path: Path) -> None:
    (tmp_path / "lontar.db").touch()
    with pytest.raises(WrongUse, match="neither empty nor a home"), home_in(tmp_path):
        pytest.fail("it was taken")


def test_search_is_measured_on_the_letters_of_the_run_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "RUNS", 2)
    monkeypatch.setattr(grants, "QUESTIONS", 2)
    search.run(30, tmp_path)
    found = search.run(99, tmp_path)
    assert found["letters"] == 30
    assert {"build", "term", "full", "hard", "hard_full", "hard_typed", "asked"} <= found["results"].keys()
    assert found["results"]["hard_full"]["runs"] > 50
    pairs = {f"grants_{case}_{who}" for case in ("full", "engine", "term") for who in ("half", "all")}
    assert all(found["results"][pair]["ratio"] > 0 for pair in pairs)


def test_what_two_engines_find_is_held_against_each_other() -> None:
    same = search.equal([["a", "b"], ["a"], ["c"], []], [["a", "b"], ["a"], ["d"], []])
    assert same == {"equal_ids": 0.75, "same_set": 0.75}
    assert search.equal([["a", "b"]], [["b", "a"]]) == {"equal_ids": 0.0, "same_set": 1.0}
