"""lontar send."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.sending.opening import opened
from lontar.settings import load
from lontar.wiring import open_house
from tests.lontar.routing.offices import founded, who
from tests.lontar.sending.outgoing import outgoing

CLERK = ("--as", "agendaris@example.org")


@pytest.fixture(autouse=True)
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    founded(house)
    found = outgoing(house)
    house.close()
    return found


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, list(words))
    assert said.exit_code == exit_code, said.output
    return said.output


def data(*words: str, exit_code: int = 0) -> Any:
    return json.loads(told(*words, "--json", exit_code=exit_code))


def test_a_letter_is_looked_at_before_sent_seen_and_taken_back(letter: str, tmp_path: Path) -> None:
    foreseen = data("send", letter, "--to", "DESA", "--branch", "DINAS", "--dry-run", *CLERK)
    assert foreseen["counts"] == {"delivered": 3, "there": 0, "paper": 0, "mail": 0, "left": 1}
    assert data("send", "status", letter, *CLERK)["recipients"] == []
    done = data("send", letter, "--to", "DESA", "--to", "KABID", *CLERK)
    assert done["numbers"] == {"DESA": 1, "BIDANG": 1}
    assert "1 there" in told("send", letter, "--to", "DESA", "--to", "SEKSI", *CLERK)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    opened(house, who(house, "juru"), letter)
    house.close()
    found = data("send", "status", letter, *CLERK)
    assert found["counts"] == {"delivered": 2, "read": 1}
    (read,) = [one for one in found["recipients"] if one["state"] == "read"]
    assert (read["code"], read["number"], read["by"]) == ("DESA", 1, "Juru")
    assert "Desa  no. 1  read" in told("send", "status", letter, *CLERK)
    assert data("send", "recall", letter, *CLERK) == {
        "recalled": ["BIDANG", "SEKSI"],
        "kept": ["DESA"],
        "unmailed": [],
        "mailed": [],
    }
    assert "opened it" in told("send", "recall", letter, *CLERK, exit_code=2)
    assert f"{letter}  DINAS  2 units" in told("send", *CLERK)
    assert told("send", "--as", "kasi@example.org") == ""
    told("send", "status", letter, "--as", "juru@example.org", exit_code=1)


def test_lists_are_saved_used_and_deleted(letter: str) -> None:
    told("send", "save", "Semua kepala", "--to", "DESA", "--to", "KABID", "--unit", "DINAS", *CLERK)
    assert data("send", "lists", *CLERK)["units"] == ["DESA"]
    assert "@Semua kepala  DINAS  DESA KABID" in told("send", "lists", *CLERK)
    assert data("send", letter, "--to", "@semua kepala", *CLERK)["counts"]["delivered"] == 2
    told("send", "drop", "semua kepala", *CLERK)
    assert told("send", "lists", *CLERK) == ""
    told("send", "status", exit_code=2)


def test_what_is_not_mailed_is_named_and_the_command_fails(letter: str) -> None:
    said = data("send", letter, "--to", "DESA", "--to", "camat@contoh.example", *CLERK, exit_code=1)
    (left,) = [one for one in said["recipients"] if one["outcome"] == "left"]
    assert (left["name"], left["error"]["code"]) == ("camat@contoh.example", "no-mail")
    assert said["numbers"] == {"DESA": 1}
    assert "0 mails will go out again" in told("send", "again", letter, *CLERK)


def test_an_earlier_letter_is_revoked_and_stands_again(letter: str, tmp_path: Path) -> None:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    later = outgoing(house)
    house.close()
    assert len(data("send", later, "--revokes", letter, "--why", "Keliru.", *CLERK)["events"]) == 2
    assert "replaced or revoked" in told("send", letter, "--to", "DESA", *CLERK, exit_code=2)
    assert data("send", later, "--revokes", letter, "--to", "DESA", *CLERK)["numbers"] == {"DESA": 1}
    told("send", "reinstate", letter, *CLERK, exit_code=2)
    assert told("send", "reinstate", letter, "--why", "Salah nomor.", *CLERK) == "Done.\n"
    assert data("send", letter, "--to", "DESA", *CLERK)["numbers"] == {"DESA": 2}
