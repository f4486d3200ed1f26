"""`lontar review`: what waits for a person, in a terminal and for a script."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar.intake.arranging import arrange
from lontar.main import lontar
from lontar.reading import review_queue
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader, installation
from tests.demo import demo_house
from tests.web import doubtful


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def id(house: House) -> str:
    """A letter of three pages, read with doubt."""
    kept = doubtful.kept(house, pages=3)
    settle(house, 1)
    return kept.id


def review(*options: str) -> Result:
    return CliRunner().invoke(lontar, ["review", *options])


def test_the_most_doubtful_pages_and_how_many_wait(id: str) -> None:
    first, second, third, last = review().output.splitlines()
    assert first.startswith(f"{id} p. 1  ")
    assert "12 doubtful words" in first
    assert [line.split()[2] for line in (second, third)] == ["2", "3"]
    assert last == "3 pages below 90 % to correct"


def test_a_script_goes_on_where_the_list_was_cut(id: str) -> None:
    seen, after = [], ""
    for _ in range(3):
        said = json.loads(review("--json", "--limit", "1", *(["--after", after] if after else [])).output)
        seen += [(one["letter"], one["number"]) for one in said["pages"]]
        after = said["after"]
    assert (seen, after) == ([(id, 1), (id, 2), (id, 3)], None)


def test_nothing_waits_in_an_empty_archive(house: House) -> None:
    assert review().output == "0 pages below 90 % to correct\n"
    assert json.loads(review("--json").output) == {"pages": [], "after": None}


def test_a_person_sees_the_pages_of_letters_that_are_theirs_to_correct(house: House, id: str) -> None:
    assert id in review("--as", "arsiparis@sukamaju.example").output
    assert review("--as", "nobody@sukamaju.example").exit_code == 1


def test_pages_of_others_in_front_hide_none_of_ones_own(house: House, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "AT_ONCE", 2)
    mine, others = (
        Reader("x", "X", frozenset({f"unit:{unit}"}), frozenset({"archivist"}), unit) for unit in ("setda", "dpu")
    )
    assert [one.number for one in review_queue.queue(house, mine).rows] == [1, 2, 3]
    assert review_queue.waiting(house, mine) == (3, False)
    assert review_queue.queue(house, others) == review_queue.Queue([], None)
    monkeypatch.setattr(review_queue, "LOOKED", 2)
    cut = review_queue.queue(house, others)
    assert cut.rows == []
    assert cut.after
    assert id not in cut.after  # it goes on a little before the last one, which is not theirs to know
    assert [one.number for one in review_queue.queue(house, mine, cut.after).rows] == [2, 3]


def test_a_page_that_its_letter_does_not_show_is_not_in_the_queue(house: House, id: str) -> None:
    arrange(house, installation("tests"), id, [(1, 2), (1, 3)])
    rows = json.loads(review("--json").output)["pages"]
    assert [(one["letter"], one["page"]) for one in rows] == [(id, 2), (id, 3)]
