"""lontar agenda: what the pages of the registers do, in a terminal and for a script."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from office import demo
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.finding import understood

CLERK = ("--as", "agendaris@sukamaju.example")


@pytest.fixture(autouse=True)
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of a demo office in which a village is not on board yet."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    unit = house.store.load(Unit, "cempaka")
    unit.state = "preparing"
    house.store.commit(Changes.of(unit))
    ids = [understood(house, f"surat {number}", subject=f"Perihal {number}", sender="Camat") for number in range(3)]
    house.close()
    return ids


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, ["agenda", *words])
    assert said.exit_code == exit_code, said.output
    return said.output


def said(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(*words, "--json"))
    return found


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_book_is_kept_and_read(letters: list[str], tmp_path: Path) -> None:
    first = said("register", letters[0], *CLERK)
    second = said("register", letters[1], "--information", *CLERK)
    assert (first["number"], second["number"]) == (1, 2)
    told("cancel", first["entry"], "--reason", "Salah buku", *CLERK)
    book = said(*CLERK)
    assert [(one["number"], one["closed_as"], one["cancelled"]) for one in book["entries"]] == [
        (2, "information", None),
        (1, None, "Salah buku"),
    ]
    assert [one["number"] for one in said("--handling", "closed", *CLERK)["entries"]] == [2]
    assert "cancelled: Salah buku" in told(*CLERK)
    part = said("--limit", "1", *CLERK)
    assert [one["number"] for one in said("--after", part["after"], *CLERK)["entries"]] == [1]
    told("--pdf", str(tmp_path / "buku.pdf"), *CLERK)
    assert "Dibatalkan: Salah buku" in text_of(tmp_path / "buku.pdf").replace("\r\n", " ")


def test_papers_of_an_entry(letters: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_PUBLIC_URL", "https://arsip.example")
    entry = said("register", letters[0], *CLERK)["entry"]
    for paper in ("receipt", "card"):
        told(paper, entry, "--pdf", str(tmp_path / f"{paper}.pdf"), *CLERK)
        assert "Perihal 0" in text_of(tmp_path / f"{paper}.pdf")
    assert "https://arsip.example/track/" in text_of(tmp_path / "receipt.pdf").replace("\r\n", "")


def test_a_letter_is_delivered_to_all_units_on_board(letters: list[str]) -> None:
    said("register", letters[0], *CLERK)
    one = said("deliver", letters[0], "--unit", "DPU", *CLERK)
    assert (one["delivered"], one["paper"]) == ({"DPU": 1}, [])
    rest = said("deliver", letters[0], "--all", "--passing-on", *CLERK)
    assert rest["paper"] == ["DESA-CEMPAKA"]
    assert set(rest["there"]) == {"SETDA", "DPU"}
    assert said(*CLERK)["entries"][0]["closed_as"] == "passed-on"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("register",), "it needs the id of a letter or an entry"),
        (("register", "nothing"), "was not found"),
        (("cancel", "nothing", "--reason", "x"), "was not found"),
        (("--unit", "NOWHERE"), "was not found"),
        (("--unit", "DPU", "--unit", "SETDA"), "a book is of one unit"),
        (("card", "x"), "it needs --pdf FILE"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(words: tuple[str, ...], sentence: str) -> None:
    said = CliRunner().invoke(lontar, ["agenda", *words, *CLERK])
    assert said.exit_code == 2 or "was not found" in said.output
    assert sentence in said.output
    assert json.loads(told("--json", *CLERK))["entries"] == []


def test_nothing_is_delivered_to_nobody(letters: list[str]) -> None:
    said("register", letters[0], *CLERK)
    assert "No unit was chosen" in told("deliver", letters[0], *CLERK, exit_code=2)
    assert "No unit was chosen" in told("deliver", letters[0], "--unit", "DESA-CEMPAKA", *CLERK, exit_code=2)
    assert "stands in the register of Sekretariat Daerah already" in told("register", letters[0], *CLERK, exit_code=1)
