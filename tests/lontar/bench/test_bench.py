"""Measuring beside an engine that an office works with leaves nothing there, and touches nothing of the office's."""

from pathlib import Path

import pytest

from bench.beside import database_beside, index_beside
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
