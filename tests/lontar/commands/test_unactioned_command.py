"""lontar unactioned: the list of the page in a terminal and for a script, and what is done to many of its lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar.ledger.calendar import Calendar
from lontar.ledger.lines import every
from lontar.ledger.view import View
from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import House, open_house
from tests.lontar.ledger.agreeing import summaries
from tests.lontar.routing.offices import asked, founded, registered, who

KADIS = ("--as", "kadis@example.org")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """An office with three lines, one of them asked of a position."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    founded(house)
    registered(house)
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid", "sekdis", due=20990101)
    yield house
    house.close()


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, ["unactioned", *words])
    assert said.exit_code == exit_code, said.output
    return said.output


def lines(*words: str) -> list[dict[str, Any]]:
    found = told(*words, "--json")
    return [json.loads(line) for line in found.splitlines() if line.startswith("{")]


def test_it_lists_what_the_page_lists(house: House) -> None:
    reader, calendar = who(house, "kadis"), Calendar.of(house)
    for words, view in (
        ((), View()),
        (("--unit", "BIDANG"), View(unit="BIDANG")),
        (("--sort", "due"), View(sort="due")),
        (("--unopened", "--age", "0-2"), View(unopened=True, age="0-2")),
        (("--overdue",), View(overdue=True)),
    ):
        wanted = [line.row["_id"] for line in every(house, reader, view, calendar)]
        assert [one["id"] for one in lines(*words, *KADIS)] == wanted
    assert len(lines()) == 3
    assert "Perbaikan jembatan" in told("--limit", "1", *KADIS)


def test_it_reminds_gives_away_and_takes_back(house: House) -> None:
    assert told("--remind", "--position", "KABID", *KADIS) == "1 line done\n"
    said = told("--reassign", "KABID", "KASI", "--why", "Pejabat berganti.", *KADIS)
    assert said.startswith("1 line done")
    assert [one["position_code"] for one in lines("--unit", "SEKSI", *KADIS)] == ["KASI"]
    told(*said.splitlines()[-1].removeprefix("Undo: lontar unactioned ").split(), *KADIS)
    assert lines("--unit", "SEKSI", *KADIS) == []


def test_what_cannot_be_is_said(house: House) -> None:
    assert "KOSONG" in told("--reassign", "KOSONG", "KASI", "--why", "x", *KADIS, exit_code=1)
    assert "nothing" in told("--reassign", "KASI", "KABID", "--why", "x", *KADIS, exit_code=2)
    assert "not" in told("--unit", "DESA", *KADIS, exit_code=1)
    assert "20261340" not in told("--week", "20261340", exit_code=2)


def test_all_numbers_are_counted_anew(house: House) -> None:
    assert "5 units counted." in told("--recount")
    assert summaries(house)["branch/office"]["open"] == 3
