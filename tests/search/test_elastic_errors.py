"""What goes wrong with Elasticsearch is said with what to do; the letters are safe in all of it."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import DiskFull, Unavailable, WrongUse
from search import elastic_builds, elastic_bulk, elastic_layout
from search.analysis import VERSION
from search.contract import Request
from search.elastic_bulk import Bulk, parts
from search.elastic_index import ElasticIndex
from search.elastic_layout import LAYOUT
from search.elastic_server import Answer, Server
from search.entry import IndexEntry
from search.errors import (
    IndexAway,
    IndexDrifted,
    IndexFull,
    IndexHurried,
    IndexLacks,
    IndexNewer,
    IndexRefused,
    IndexTooOld,
    IndexUntrusted,
    TooLargeToIndex,
)
from search.opening import open_index
from search.query import parse
from search.settings import Settings
from tests.contracts.indexed import entry, filled
from tests.search.elastic import ask
from tests.search.pretending import certificate, nobody, saying, silent


def asked_of(url: str, **settings: Any) -> Unavailable:
    """What is said when a letter is looked for there."""
    index = open_index(f"{url}/letters", Path("/nowhere"), Settings(**settings))
    with pytest.raises(Unavailable) as caught:
        index.search(Request(parse("jembatan").tree, None))
    index.close()
    return caught.value


def test_a_server_that_is_not_there_stops_searching_only_when_it_is_asked() -> None:
    error = asked_of(nobody())
    assert isinstance(error, IndexAway)
    assert re.search(r"cannot be reached \(Failed .*refused\)\. The letters are safe.* LONTAR_INDEX", str(error))


def test_a_server_that_was_stopped_is_given_up_on() -> None:
    with silent() as url:
        error = asked_of(url, index_seconds=0.2)
    assert isinstance(error, IndexAway)
    assert "no answer within 0.2 s" in str(error)


def test_what_is_no_elasticsearch_is_called_so() -> None:
    with saying(200, {"hello": "world"}, product="") as url:
        error = asked_of(url)
    assert isinstance(error, IndexAway)
    assert "no Elasticsearch" in str(error)


def test_a_server_that_is_too_old_is_named_with_the_least_version() -> None:
    with saying(200, {"version": {"number": "8.18.4"}}) as url:
        error = asked_of(url)
    assert isinstance(error, IndexTooOld)
    assert "8.18.4, and 8.19 or newer" in str(error)


def test_a_wrong_password_is_called_so() -> None:
    reason = "unable to authenticate user [lontar] for REST request [/]"
    said = {"error": {"type": "security_exception", "reason": reason}, "status": 401}
    with saying(401, said) as url:
        error = asked_of(url, index_user="lontar", index_password="wrong")
    assert isinstance(error, IndexRefused)
    assert reason in str(error)
    assert "LONTAR_INDEX_PASSWORD" in str(error)


def test_a_certificate_that_nobody_vouches_for_names_the_setting_that_does(tmp_path: Path) -> None:
    own, other = certificate(tmp_path, "127.0.0.1"), certificate(tmp_path, "127.0.0.2")
    with saying(200, {"version": {"number": "8.18.4"}}, certified=own) as url:
        assert re.search(r"self-signed certificate\).*LONTAR_INDEX_CA", str(asked_of(url)))
        assert isinstance(asked_of(url, index_ca=str(own)), IndexTooOld)
    with saying(200, {}, certified=other) as url:
        error = asked_of(url, index_ca=str(other))
    assert isinstance(error, IndexUntrusted)
    assert "not valid for '127.0.0.1'" in str(error)


def test_http_where_https_is_spoken_and_the_other_way_round(tmp_path: Path) -> None:
    with saying(200, {}, certified=certificate(tmp_path, "127.0.0.1")) as url:
        assert "wants https:" in str(asked_of(url.replace("https:", "http:")))
    with saying(200, {}) as url:
        assert "does not speak TLS" in str(asked_of(url.replace("http:", "https:")))


def test_an_api_key_that_cannot_be_sent_is_named_and_not_shown(tmp_path: Path) -> None:
    for key in ("geheim\n", "kuncí-geheim", "ge heim"):
        with pytest.raises(WrongUse, match="LONTAR_INDEX_API_KEY") as caught:
            open_index(f"{nobody()}/surat", tmp_path, Settings(index_api_key=key))
        assert "heim" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9200", "http.*NAME"),
        ("http://127.0.0.1:9200/Surat", "http.*NAME"),
        ("http://127.0.0.1:9200/a,b", "http.*NAME"),
        ("http://127.0.0.1:9200/a/b", "http.*NAME"),
        ("http://user:geheim@127.0.0.1:9200/surat", "LONTAR_INDEX_PASSWORD"),
        ("lucene:", "tantivy:"),
    ],
)
def test_a_wrong_url_is_refused_at_once(url: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=said) as caught:
        open_index(url, tmp_path)
    assert "geheim" not in str(caught.value)


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"LONTAR_INDEX_CA=.*gone\.pem"):
        open_index("https://127.0.0.1:9200/surat", tmp_path, Settings(index_ca=str(tmp_path / "gone.pem")))


def test_a_server_without_a_part_of_the_analysis_is_called_so(
    index: ElasticIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = elastic_layout.analysis()
    lacking["char_filter"]["confused"]["type"] = "gone"
    monkeypatch.setattr(elastic_layout, "analysis", lambda: lacking)
    with pytest.raises(IndexLacks, match=r"gone.*all its own modules"):
        index.count()


def test_the_index_of_a_newer_version_is_left_alone(
    index: ElasticIndex, elasticsearch_url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(index)
    monkeypatch.setattr(elastic_builds, "LAYOUT", 0)
    older = ElasticIndex(elasticsearch_url, name, Settings())
    with pytest.raises(IndexNewer, match="newer version"):
        older.count()
    with pytest.raises(IndexNewer, match="newer version"):
        older.write([entry(1)])
    assert index.count() == 12
    older.close()


def test_the_index_of_an_older_version_gives_way_to_an_empty_one(
    index: ElasticIndex, elasticsearch_url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(index)
    before = index.generation
    monkeypatch.setattr(elastic_builds, "MARK", f"a{VERSION}e{LAYOUT + 1}")
    monkeypatch.setattr(elastic_builds, "LAYOUT", LAYOUT + 1)
    newer = ElasticIndex(elasticsearch_url, name, Settings())
    assert newer.count() == 0
    assert newer.generation != before
    newer.close()


def test_a_layout_that_somebody_changed_asks_for_a_new_build(
    index: ElasticIndex, elasticsearch_url: str, name: str
) -> None:
    filled(index)
    more = {"properties": {"secret_notes": {"type": "text"}}}
    ask(elasticsearch_url, "PUT", f"/{index.generation}/_mapping", more)
    other = ElasticIndex(elasticsearch_url, name, Settings())
    with pytest.raises(IndexDrifted, match=r"mapping differs.*lontar reindex"):
        other.count()
    with other.rebuilding() as (_, build):
        build.write([entry(1)])
    assert other.count() == 1
    other.close()


def test_a_full_disk_of_the_server_stops_writing_until_there_is_room(
    index: ElasticIndex, elasticsearch_url: str
) -> None:
    filled(index)
    block = f"/{index.generation}/_settings"
    ask(elasticsearch_url, "PUT", block, {"index.blocks.read_only_allow_delete": True})
    with pytest.raises(IndexFull, match="no room left") as caught:
        index.write([entry(12)])
    assert isinstance(caught.value, DiskFull)
    assert index.count() == 12
    ask(elasticsearch_url, "PUT", block, {"index.blocks.read_only_allow_delete": None})
    index.write([entry(12)])
    assert index.count() == 13


class Hurried(Server):
    """Takes one letter of each request and has no time for the others; refuses requests above `most` bytes."""

    def __init__(self, most: int = 1 << 30, taking: int = 1) -> None:
        super().__init__("http://127.0.0.1:9", Settings())
        self.most, self.taking, self.taken = most, taking, list[str]()

    def answer(self, method: str, path: str, body: Any = None, **params: Any) -> Answer:
        if sum(map(len, body)) > self.most:
            return Answer(413, "")
        self.taken += [
            str(entry(number).id) for number in range(99) if entry(number).id.encode() in b"".join(body[: self.taking])
        ]
        busy = {
            "index": {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "queue is full"}}
        }
        return Answer(200, {"items": [{"index": {"status": 201}}] * self.taking + [busy] * (len(body) - self.taking)})


def test_what_the_server_has_no_time_for_is_sent_again() -> None:
    server, pauses = Hurried(), list[float]()
    Bulk(server, "letters", live=True, pause=pauses.append).write([entry(number) for number in range(4)])
    assert server.taken == [entry(number).id for number in range(4)]
    assert pauses == [0.25, 0.5, 1.0]


def test_a_server_that_never_has_time_is_told_of() -> None:
    server, pauses = Hurried(taking=0), list[float]()
    with pytest.raises(IndexHurried, match="letters are safe"):
        Bulk(server, "letters", live=True, pause=pauses.append).write([entry(1)])
    assert len(pauses) == 6


def test_a_letter_that_is_too_large_is_named_and_the_others_go_in() -> None:
    server = Hurried(most=4000)
    large = entry(2, text="kata " * 2000)
    with pytest.raises(TooLargeToIndex, match=r"L0002.*http\.max_content_length"):
        Bulk(server, "letters", live=True, pause=lambda _: None).write([entry(0), entry(1), large, entry(3)])
    assert sorted(server.taken) == ["L0000", "L0001", "L0003"]


def test_letters_go_in_parts_of_a_bounded_size() -> None:
    lines = [("L", b"x" * 1_000_000)] * 10 + [("M", b"x" * 9_000_000)] + [("N", b"x")]
    assert [len(part) for part in parts(lines)] == [2, 2, 2, 2, 2, 1, 1]


WAITED = 30.0  # seconds, in which what is waited for has long happened


class Slow(Hurried):
    """Answers only once the next part is being made ready; counts the requests that are under way at once."""

    def __init__(self) -> None:
        super().__init__()
        self.next, self.under_way, self.most_at_once = threading.Event(), 0, 0

    def answer(self, method: str, path: str, body: Any = None, **params: Any) -> Answer:
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        assert self.next.wait(WAITED)
        self.under_way -= 1
        return super().answer(method, path, body, **params)


def test_the_next_part_is_made_ready_while_one_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elastic_bulk, "PART", 1)  # each letter goes alone
    server = Slow()

    def letters() -> Iterator[IndexEntry]:
        yield entry(0)
        yield entry(1)
        server.next.set()  # the first is sent only now, and the second waits for it
        yield entry(2)

    Bulk(server, "letters", live=False).write(letters())
    assert server.taken == ["L0000", "L0001", "L0002"]
    assert server.most_at_once == 1


def test_a_build_ends_at_its_first_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elastic_bulk, "PART", 1)
    asked = list[int]()

    def letters() -> Iterator[IndexEntry]:
        for number in range(90):
            asked.append(number)
            yield entry(number)

    with pytest.raises(TooLargeToIndex, match="L0000"):
        Bulk(Hurried(most=1), "letters", live=False).write(letters())
    assert len(asked) < 5
