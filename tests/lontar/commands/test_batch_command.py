"""lontar batch, and lontar add --batch."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar.main import lontar
from tests import files
from tests.demo import demo_house


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    files.written(tmp_path, "a.pdf", files.pdf())
    return tmp_path


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, list(words))
    assert said.exit_code == exit_code, said.output
    return said.output


def one(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(*words, "--json"))
    return found


def test_a_batch_is_made_shown_changed_and_listed() -> None:
    made = one("batch", "Boks 12", "--make", "--languages", "ind+eng", "--class", "T")
    assert made == one("batch", "Boks 12")
    assert (made["languages"], made["profile"], made["security_class"]) == ("ind+eng", "", "T")
    assert one("batch", "Boks 12", "--languages", "", "--profile", "fast") == made | {
        "languages": "",
        "profile": "fast",
    }
    assert "eng+ind+nld, fast" in told("batch")
    assert one("batch")["name"] == "Boks 12"


def test_each_unit_has_its_own(home: Path) -> None:
    with demo_house(home):
        pass
    for unit in ("SETDA", "DPU"):
        told("batch", "Boks 12", "--make", "--unit", unit)
    assert [json.loads(line)["unit"] for line in told("batch", "--json").splitlines()] == ["DPU", "SETDA"]
    assert one("batch", "--unit", "DPU") == one("batch", "Boks 12", "--unit", "DPU")
    assert one("batch", "--as", "arsiparis@sukamaju.example")["unit"] == "SETDA"


def test_a_name_that_one_unit_alone_has_needs_no_unit(home: Path) -> None:
    with demo_house(home):
        pass
    told("batch", "Boks 12", "--make", "--unit", "SETDA")
    assert one("batch", "Boks 12", "--profile", "fast")["unit"] == "SETDA"
    told("batch", "Boks 12", "--make", "--unit", "DPU")
    assert "was not found" in told("batch", "Boks 12", exit_code=1)


def test_what_is_not_installed_is_told_with_what_is() -> None:
    said = told("batch", "Boks 12", "--make", "--languages", "xyz", exit_code=2)
    assert "xyz must be one of:" in said
    assert "ind" in said
    assert "was not found" in told("batch", "Boks 12", exit_code=1)
    assert "needs the name" in told("batch", "--make", exit_code=2)


def test_adding_makes_the_batch_and_uses_it_again() -> None:
    told("batch", "Boks 12", "--make", "--profile", "fast")
    id = one("add", "a.pdf", "--batch", "Boks 12")["id"]
    assert one("show", id)["batch"] == "Boks 12"
    told("add", "a.pdf", "--batch", "Boks 13")
    names = [json.loads(line)["name"] for line in told("batch", "--json").splitlines()]
    assert sorted(names) == ["Boks 12", "Boks 13"]
