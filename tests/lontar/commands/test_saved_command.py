"""lontar saved: what the page of saved searches does, in a terminal and for a script."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from office import demo
from tests.lontar.finding import followed, understood

ANI = ("--as", "arsiparis@sukamaju.example")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo office with one letter."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    arrives(tmp_path, "jembatan lama")
    return tmp_path


def arrives(home: Path, text: str) -> None:
    house = open_house(load({"LONTAR_HOME": str(home / "home")}, home))
    demo.found(house.store)
    understood(house, text, date=20190305)
    followed(house)
    house.close()


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, ["saved", *words])
    assert said.exit_code == exit_code, said.output
    return said.output


def one(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(*words, *ANI, "--json"))
    return found


def test_a_search_is_saved_listed_and_run() -> None:
    id = one("Jembatan", "--save", "jembatan", "--filter", "year=2019", "--sort", "newest")["id"]
    assert one() == {
        "id": id, "name": "Jembatan", "query": "jembatan", "filters": {"year": ["2019"]}, "sort": "newest",
        "exact": False, "alert": "page", "new": 0,
    }  # fmt: skip
    assert one("Jembatan", "--run")["total"] == 1
    assert "1 letter," in told("Jembatan", "--run", *ANI)
    assert "Jembatan  jembatan  year=2019  newest  [page]" in told(*ANI)


def test_new_letters_are_counted_until_they_are_seen(home: Path) -> None:
    one("Jembatan", "--save", "jembatan")
    arrives(home, "jembatan baru")
    assert one("Jembatan")["new"] == 1
    assert "(1 new letter)" in told(*ANI)
    assert one("Jembatan", "--seen") == {"seen": 1}
    assert one("Jembatan")["new"] == 0


def test_it_is_renamed_and_deleted_and_both_are_undone() -> None:
    one("Jembatan", "--save", "jembatan")
    renamed = one("Jembatan", "--rename", "Jalan", "--alert", "none")
    assert (one()["name"], one()["alert"]) == ("Jalan", "none")
    gone = one("Jalan", "--delete")
    assert told(*ANI) == ""
    for event in (gone["event"], renamed["event"]):
        assert "Undo: lontar saved --undo" in told("--undo", str(event), *ANI)
    assert (one()["name"], one()["alert"]) == ("Jembatan", "page")


def test_searches_are_their_persons_own() -> None:
    one("Jembatan", "--save", "jembatan")
    other = ("--as", "agendaris@sukamaju.example")
    assert told(*other) == ""
    assert "Saved search Jembatan" in told("Jembatan", "--delete", *other, exit_code=1)
    assert told() == ""  # nor are they of whoever sits at the machine


@pytest.mark.parametrize(
    "words",
    [
        ("Kosong", "--save", " "),
        ("Jembatan", "--save", "jembatan", "--filter", "colour=red"),
        ("Jembatan", "--save", "jembatan", "--delete"),
        ("Jembatan", "--rename", "Jalan", "--run"),
        ("--delete",),
        ("--alert", "none"),
    ],
)
def test_what_cannot_be_meant_is_told(words: tuple[str, ...]) -> None:
    assert told(*words, *ANI, exit_code=2).startswith("lontar: ")
    assert told(*ANI) == ""
