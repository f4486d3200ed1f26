"""lontar description, casefile, loan and export."""

import json
import zipfile
from pathlib import Path
from typing import Any

import bagit
import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.settings import load
from lontar.shelving import boxes
from lontar.wiring import open_house
from office import demo
from office.access import installation
from tests.lontar.bare import bare

LETTER, ANI, SEKDA = "setda000000", "arsiparis@sukamaju.example", "sekda@sukamaju.example"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo office with letters of its secretariat, and a box."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    bare(house, 3)
    reader = installation("tests", "setda")
    box = boxes.make_box(house, reader, "setda", "12", shelf="Rak 3")
    boxes.make_folder(house, reader, boxes.box(house, reader, "setda", str(box.id)), "4")
    house.close()
    return tmp_path


def told(*words: str, exit_code: int = 0, who: str = ANI) -> str:
    said = CliRunner().invoke(lontar, [*words, "--as", who])
    assert said.exit_code == exit_code, said.output
    return said.output


def one(*words: str, who: str = ANI) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(*words, "--json", who=who).splitlines()[-1])
    return found


def test_fonds_series_and_case_files_are_made_and_listed(home: Path) -> None:
    told("description", "Sekretariat", "--make", "--code", "SETDA", "--unit", "SETDA", exit_code=0)
    assert one("description", "Umum", "--make", "--code", "600", "--below", "SETDA")["level"] == "series"
    did = one("description", "SETDA/600", "--dates", "1950-1971")
    assert "1950-1971" in told("description", "SETDA/600")
    told("description", "--undo", str(did["event"]))
    assert "1950-1971" not in told("description", "SETDA/600")
    told("description", "SETDA", "--remove", exit_code=1)
    made = ("casefile", "Jembatan", "--make", "--number", "005/1", "--code", "005", "--unit", "SETDA")
    assert one(*made, "--series", "SETDA/600", "--folder", "12/4")["place"] == "12/4, Rak 3"
    assert LETTER in told("casefile", "005/1", "--thread", LETTER)
    assert one("casefile", "005/1", "--contents")["id"] == LETTER
    assert "600          Umum  (1)" in told("description")
    told("casefile", "005/1", "--pdf", "isi.pdf", "--xlsx", "isi.xlsx")
    assert (home / "isi.pdf").read_bytes().startswith(b"%PDF")
    assert zipfile.is_zipfile(home / "isi.xlsx")
    told("casefile", "005/1", "--series", "none", exit_code=1)
    told("letters", "--shelve", "12/4", "--yes")
    told("letters", "--shelve", "9/9", "--yes", exit_code=1)


def test_paper_is_asked_for_lent_and_returned(home: Path) -> None:
    loan = one("loan", "--ask", LETTER, "--why", "Sidang", who=SEKDA)["id"]
    assert [json.loads(line)["id"] for line in told("loan", "--list", "requested", "--json").splitlines()] == [loan]
    assert one("loan", loan, "--lend", "--until", "2099-12-30")["due"] == 20991230
    assert "lent" in told("loan")
    told("loan", loan, "--slip", "bukti.pdf")
    assert (home / "bukti.pdf").read_bytes().startswith(b"%PDF")
    told("loan", loan, "--lend", exit_code=1)
    told("loan", loan, "--extend", exit_code=2)
    told("loan", loan, "--return", who="kades@sukamaju.example", exit_code=1)
    did = one("loan", loan, "--return", "--why", "lengkap")
    assert one("loan", "--undo", str(did["event"]))["state"] == "lent"


def test_letters_become_a_bag_and_what_it_lacks_is_named(home: Path) -> None:
    said = told("export", "--ids", LETTER, "--bag", "tas.zip", exit_code=1)
    assert f"{LETTER} {LETTER}.pdf" in said  # nothing lies behind the letters of this test
    zipfile.ZipFile(home / "tas.zip").extractall(home / "tas")
    (root,) = (home / "tas").iterdir()
    bagit.Bag(str(root)).validate()
    assert "needs a query" in told("export", "--bag", "tas.zip", exit_code=2)
