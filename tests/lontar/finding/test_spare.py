"""A search has a measure: what the question leaves of it is for counting, and for what is offered instead."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench import hard
from bench.corpus import Corpus
from bench.search import fill
from lontar.finding.find import find
from lontar.finding.proposals import proposals
from lontar.finding.requested import MOST_CHOSEN
from lontar.finding.spare import Spare, passes
from lontar.followers import rebuild
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation
from schemas.errors import LontarError, WrongUse
from search.contract import Request
from search.effort import MOST, effort, words_of
from search.query import parse
from search.tree import Tree

CORPUS, LETTERS = Corpus(), 40
READER = installation("tests")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Some letters of a few hundred words, the most frequent ones in nearly all."""
    home = tmp_path_factory.mktemp("home")
    house = open_house(load({"LONTAR_HOME": str(home)}, home))
    fill(house, Corpus(), LETTERS)
    rebuild(house)
    yield house
    house.close()


def tree(query: str) -> Tree:
    return parse(query).tree


def test_there_is_room_until_there_is_none(house: House) -> None:
    spare = Spare(house)
    common = " OR ".join(CORPUS.words[:10])
    assert spare.takes(tree(common))
    assert spare.takes(tree(common))
    assert not spare.takes(tree(common))
    assert not spare.takes(tree("jalan"))  # once it is full there is nothing more to take, however little


def test_rare_words_leave_room(house: House) -> None:
    spare = Spare(house)
    assert all(spare.takes(tree(f'"{CORPUS.words[0]} {CORPUS.words[1]}" tidakada')) for _ in range(50))


def test_what_is_counted_behind_filters_is_counted_for_each() -> None:
    def counted(*facets: str, **filters: list[str]) -> int:
        return passes(Request(tree("jalan"), None, filters, facets=facets))

    assert counted() == 0
    assert counted("year", "unit", "tag") == 1
    assert counted("year", "unit", "tag", unit=["setda"]) == 2
    assert counted("unit", unit=["setda"]) == 1
    assert counted("year", "unit", month=["2019-03"], unit=["setda"]) == 2


def test_a_heavy_question_is_answered_without_counts_and_says_so(house: House) -> None:
    light, heavy = find(house, READER, CORPUS.words[0]), find(house, READER, " OR ".join(CORPUS.words[:21]))
    assert light["facets"]["year"]
    assert light["understood"]["problems"] == []
    assert heavy["hits"]
    assert heavy["facets"] == {}
    (problem,) = heavy["understood"]["problems"]
    assert "not counted" in problem["message"]
    rare = find(house, READER, " ".join([*CORPUS.words[:20], "tidakada"]))
    assert rare["facets"].keys() >= {"year", "unit"}
    assert rare["understood"]["problems"] == []


@pytest.mark.parametrize("asked", hard.asked(CORPUS), ids=lambda asked: ascii(asked.query[:20]) + str(asked.how)[:20])
def test_no_search_takes_more_than_the_most(house: House, asked: hard.Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    requests: list[Request] = []
    search = house.index.search
    monkeypatch.setattr(house.index, "search", lambda request: requests.append(request) or search(request))
    found = find(house, READER, asked.query, **asked.how)
    assert len(found["hits"]) <= min(asked.how.get("limit", 20), LETTERS)
    shares = shares_of(house, requests)
    first, *others = [(1 + passes(one)) * effort(one.tree, shares) for one in requests]
    assert first <= MOST
    assert first + sum(others) <= MOST


def shares_of(house: House, requests: list[Request]) -> dict[str, float]:
    words = list(dict.fromkeys(word for request in requests for word in words_of(request.tree)))
    return {word: count / LETTERS for word, count in zip(words, house.index.frequencies(words), strict=True)}


@pytest.mark.parametrize("query", hard.questions(CORPUS), ids=lambda query: ascii(query[:20]))
def test_whatever_is_typed_something_or_nothing_is_proposed(house: House, query: str) -> None:
    assert isinstance(proposals(house, READER, query), list)


def test_so_many_values_of_a_filter_are_refused_with_a_sentence(house: House) -> None:
    def chosen(values: int) -> dict[str, Any]:
        return find(house, READER, "", filters={"sender": [f"Dinas {number}" for number in range(values)]})

    assert chosen(MOST_CHOSEN)["total"] == LETTERS
    with pytest.raises(WrongUse, match=f"it has {MOST_CHOSEN + 1} values, and {MOST_CHOSEN} are the most"):
        chosen(MOST_CHOSEN + 1)
    assert issubclass(WrongUse, LontarError)
