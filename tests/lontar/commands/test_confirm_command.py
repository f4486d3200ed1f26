"""`lontar confirm` and `lontar lessons`: what waits for a person's word, and what their words taught."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar import edits
from lontar.main import lontar
from lontar.settle import settle
from lontar.understanding.lessons import LessonFollower, forget, known
from lontar.wiring import House
from office.access import Reader, installation
from schemas.errors import NotFound
from tests.demo import demo_house
from tests.web import doubtful


@pytest.fixture
def house(tmp_path: Path, engines: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    for name, value in {"LONTAR_HOME": str(tmp_path / "home"), **engines}.items():
        monkeypatch.setenv(name, value)
    with demo_house(tmp_path, **engines) as house:
        yield house


@pytest.fixture
def ids(house: House) -> list[str]:
    found = [doubtful.kept(house, f"{number}.tif").id for number in range(3)]
    settle(house, 1)
    return found


def run(*options: str) -> Result:
    return CliRunner().invoke(lontar, options)


def test_letters_with_doubtful_fields_and_which_these_are(ids: list[str]) -> None:
    *lines, last = run("confirm").output.splitlines()
    assert {line.split()[0] for line in lines} == set(ids)
    assert "%, recipients, " in lines[0]
    assert last == "3 letters with doubtful fields"


@pytest.mark.everywhere
def test_a_script_goes_on_where_the_list_was_cut(ids: list[str]) -> None:
    seen, after = [], ""
    for _ in range(3):
        said = json.loads(run("confirm", "--json", "--limit", "1", *(["--after", after] if after else [])).output)
        seen += [one["letter"] for one in said["letters"]]
        after = said["after"]
    assert (sorted(seen), after) == (sorted(ids), None)


def test_lessons_are_told_and_forgotten(house: House, ids: list[str]) -> None:
    for id in ids:
        edits.describe(house, installation("tests"), id, {"sender": "Dinas Pekerjaan Umum"})
    while LessonFollower(house).follow():
        pass
    (lesson,) = json.loads(run("lessons", "--json").output)["lessons"]
    assert lesson["letterhead"][0] == "pemerintah kabupaten sukamaju"
    assert sorted(lesson["letters"]) == sorted(ids)
    assert {(one["name"], one["way"], one["value"]) for one in lesson["rules"]} >= {
        ("sender", "always", "Dinas Pekerjaan Umum")
    }
    assert "sender: always Dinas Pekerjaan Umum  (3 right)" in run("lessons").output
    assert run("lessons", "--forget", lesson["id"]).output == "0 lessons\n"
    assert run("lessons", "--forget", lesson["id"]).exit_code == 1
    assert run("lessons", "--rebuild").output.splitlines()[-1] == "1 lesson"


@pytest.mark.everywhere
def test_nobody_is_told_what_another_unit_taught(house: House, ids: list[str]) -> None:
    edits.describe(house, installation("tests"), ids[0], {"sender": "Dinas Pekerjaan Umum"})
    while LessonFollower(house).follow():
        pass
    own, other = (
        Reader("x", "X", frozenset({f"unit:{unit}"}), frozenset({"archivist"}), unit) for unit in ("setda", "dpu")
    )
    (lesson,) = known(house, own)
    assert known(house, other) == []
    with pytest.raises(NotFound):
        forget(house, other, lesson["id"])
