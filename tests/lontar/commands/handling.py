"""Commands of the office work, each in a process's own words, over a home in which a letter came in."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from tests.lontar.routing.offices import founded, registered


@pytest.fixture(autouse=True)
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A letter that came in and that nobody was asked about."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    founded(house)
    found, _ = registered(house)
    house.close()
    return found


def told(*words: str, exit_code: int = 0, typed: str = "") -> str:
    """`typed`: lines of stdin."""
    said = CliRunner().invoke(lontar, list(words), input=typed)
    assert said.exit_code == exit_code, said.output
    return said.output
