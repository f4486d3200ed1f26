"""Elasticsearch behind the Index contract, on a real node: several processes, builds that end early."""

import threading
from typing import Any
from urllib.error import HTTPError

import pytest

from search.elastic_builds import Builds
from search.elastic_index import ElasticIndex
from search.elastic_layout import document
from search.elastic_server import Answer, Server
from search.errors import RebuildLost
from search.settings import Settings
from tests.contracts.index import IndexContract
from tests.contracts.indexed import entry, filled, found
from tests.search.elastic import ask


class TestElastic(IndexContract):
    @pytest.fixture
    def address(self, elasticsearch_url: str, name: str) -> str:
        return f"{elasticsearch_url}/{name}"


def builds(url: str, name: str) -> list[str]:
    return sorted(ask(url, "GET", f"/{name}.build-*/_alias"))


def test_a_page_of_hits_takes_one_request(index: ElasticIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(index)
    asked = list[str]()
    answer = Server.answer

    def counting(self: Server, method: str, path: str, *body: Any, **params: Any) -> Answer:
        asked.append(f"{method} {path}")
        return answer(self, method, path, *body, **params)

    monkeypatch.setattr(Server, "answer", counting)
    assert len(found(index, "jembatan")) == 6
    assert len(asked) == 1


def test_a_removed_letter_can_come_again_in_the_version_it_had(index: ElasticIndex) -> None:
    index.write([entry(0, version=3)])
    index.write([], ["L0000"])
    index.write([entry(0, version=3)])
    assert dict(index.versions()) == {"L0000": 3}


def test_searching_goes_on_while_builds_take_over(index: ElasticIndex, elasticsearch_url: str, name: str) -> None:
    reader = ElasticIndex(elasticsearch_url, name, Settings())
    filled(index, 6)
    seen, over = set[int](), threading.Event()

    def read() -> None:
        while not over.is_set():
            seen.add(reader.count())

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(5):
        with index.rebuilding() as (_, build):
            build.write([entry(number) for number in range(6)])
    over.set()
    thread.join()
    reader.close()
    assert seen == {6}


def test_what_a_killed_build_left_is_cleared_by_the_next(
    index: ElasticIndex, elasticsearch_url: str, name: str
) -> None:
    filled(index, 6)
    left = Builds(Server(elasticsearch_url, Settings()), name, Settings()).begin()
    assert builds(elasticsearch_url, name) == [index.generation, left]
    with index.rebuilding() as (_, build):
        build.write([entry(1)])
    assert builds(elasticsearch_url, name) == [index.generation]
    assert index.count() == 1


def test_a_build_that_another_one_overtook_says_so(index: ElasticIndex, elasticsearch_url: str, name: str) -> None:
    other = ElasticIndex(elasticsearch_url, name, Settings())

    def overtaken() -> None:
        with index.rebuilding() as (_, build):
            with other.rebuilding() as (_, theirs):
                theirs.write([entry(1)])
            build.write([entry(2), entry(3)])

    with pytest.raises(RebuildLost, match="another `lontar reindex`"):
        overtaken()
    assert index.count() == 1
    other.close()


def test_a_field_that_nobody_declared_is_refused(index: ElasticIndex, elasticsearch_url: str, name: str) -> None:
    filled(index)
    with pytest.raises(HTTPError, match="400"):
        ask(elasticsearch_url, "POST", f"/{name}/_doc", document(entry(1)) | {"colour": "red"})


def test_the_letter_itself_is_not_kept(index: ElasticIndex, elasticsearch_url: str, name: str) -> None:
    filled(index, 1)
    assert "_source" not in ask(elasticsearch_url, "GET", f"/{name}/_doc/L0000")


def test_shards_and_copies_are_as_set_once_a_build_is_live(elasticsearch_url: str, name: str) -> None:
    index = ElasticIndex(elasticsearch_url, name, Settings(index_shards=3, index_replicas=1))
    with index.rebuilding() as (build, _):
        filling = ask(elasticsearch_url, "GET", f"/{build}/_settings")[build]["settings"]["index"]
        assert (filling["number_of_replicas"], filling["refresh_interval"]) == ("0", "-1")
    live = ask(elasticsearch_url, "GET", f"/{build}/_settings")[build]["settings"]["index"]
    assert (live["number_of_shards"], live["number_of_replicas"], live["refresh_interval"]) == ("3", "1", "30s")
    index.close()
