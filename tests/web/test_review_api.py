"""Reviewing by a program: the queue, a page as lines of words, what people say of them, and another reading."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.settle import settle
from lontar.wiring import House
from tests.demo import demo_house
from tests.web import doubtful
from tests.web.conftest import SignIn
from tests.web.test_api import API, program, promised

__all__ = ["program"]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def page(house: House) -> str:
    """The address of a page that was read with doubt, the first of two."""
    kept = doubtful.kept(house, pages=2)
    settle(house, 1)
    return f"{API}/letters/{kept.id}/pages/1"


def test_a_page_comes_from_the_queue_is_corrected_and_leaves_it(program: FlaskClient, page: str) -> None:
    queue = program.get(f"{API}/review?limit=1").json
    promised("Queue", queue)
    (first,) = queue["pages"]
    assert f"{API}/letters/{first['letter']}/pages/{first['number']}" == page
    sheet = program.get(f"{page}/review").json
    promised("Sheet", sheet)
    word = next(word for line in sheet["lines"] for word in line["words"] if word["text"] == "msak")
    change = {"box": word["box"], "was": "msak", "text": "rusak"}
    answer = program.post(f"{page}/corrections", json={"changes": [change]})
    promised("Done", answer.json)
    assert len(answer.json["events"]) == 1
    assert program.post(f"{page}/corrections", json={"changes": [change]}).json["events"] == []
    promised("Done", program.post(f"{page}/review").json)
    assert [one["number"] for one in program.get(f"{API}/review").json["pages"]] == [2]
    promised("Done", program.delete(f"{page}/review").json)
    assert len(program.get(f"{API}/review").json["pages"]) == 2


def test_a_page_is_turned_and_read_otherwise(program: FlaskClient, page: str) -> None:
    before = program.get(f"{page}/review").json
    answer = program.post(f"{page}/reading", json={"turn": 90, "languages": "eng", "profile": "fast"})
    promised("Done", answer.json)
    assert len(answer.json["events"]) == 2
    after = program.get(f"{page}/review").json
    promised("Sheet", after)
    assert (before["being_read"], after["being_read"]) == (False, True)
    (x0, y0, x1, y1), now = (sheet["lines"][0]["words"][0]["box"] for sheet in (before, after))
    assert now == [doubtful.HEIGHT - y1, x0, doubtful.HEIGHT - y0, x1]
    assert len(program.post(f"{page}/reading", json={}).json["events"]) == 1


@pytest.mark.parametrize(
    "wrong", [{"turn": 45}, {"turn": "90"}, {"languages": "xyz"}, {"profile": "slow"}, {"language": "eng"}]
)
def test_a_wrong_wish_changes_nothing(program: FlaskClient, page: str, wrong: dict[str, object]) -> None:
    answer = program.post(f"{page}/reading", json=wrong)
    assert answer.status_code == 400, answer.text
    promised("Error", answer.json)
    assert not program.get(f"{page}/review").json["being_read"]


def test_who_may_not_read_the_letter_finds_nothing(page: str, sign_in: SignIn) -> None:
    asked = {person: sign_in(person).get(f"{page}/review").status_code for person in ("staf", "agendaris", "")}
    assert asked == {"staf": 404, "agendaris": 200, "": 401}
