"""lontar import, and lontar add --into."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from schemas.event import Event
from schemas.letter import Letter
from schemas.table_import import TableImport
from store import chain
from tests import files, tables
from tests.lontar.importing.carried import numbers
from tests.serving import ROOT
from tests.waiting import AGAIN


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "buku.xlsx").write_bytes(tables.agenda(tables.lines(3)))
    return tmp_path


def told(*words: str, exit_code: int = 0) -> str:
    said = CliRunner().invoke(lontar, list(words))
    assert said.exit_code == exit_code, said.output
    return said.output


def one(*words: str, exit_code: int = 0) -> dict[str, Any]:
    lines = told(*words, "--json", exit_code=exit_code).splitlines()
    found: dict[str, Any] = json.loads(next(line for line in lines if line.startswith("{")))
    return found


def test_a_table_is_tried_brought_in_shown_and_taken_out() -> None:
    assert "3 would be made, 1 passed over" in told("import", "buku.xlsx", "--dry-run")
    assert told("import") == ""
    made = one("import", "buku.xlsx", "--yes")
    assert (made["state"], made["counts"]["make"], made["books"][0]["last"]) == ("done", 3, 3)
    assert "3 here already" in told("import", "buku.xlsx", "--yes")
    assert one("import", "--show", made["id"])["id"] == made["id"]
    assert one("import", "--undo", made["id"], "--reason", "salah")["counts"]["undone"] == 3
    assert "state:" not in told("import")
    assert told("import", "--undo", made["id"], "--reason", "salah", exit_code=1)


def test_a_script_must_say_yes() -> None:
    assert "Add --yes" in told("import", "buku.xlsx", exit_code=2)
    assert told("import") == ""


def test_columns_are_said_saved_and_used_again(home: Path) -> None:
    (home / "daftar.csv").write_text("A;Hal\nCamat;Rapat\n", "utf-8")
    assert (
        one("import", "daftar.csv", "--column", "A=sender", "--yes", "--save-mapping", "Daftar")["counts"]["make"] == 1
    )
    found = one("import", "daftar.csv", "--mapping", "Daftar", "--show-mapping")
    assert found["mapping"]["columns"] == {"A": "sender", "Hal": "subject"}
    (home / "kolom.json").write_text(json.dumps(found), "utf-8")
    assert one("import", "daftar.csv", "--mapping", "kolom.json", "--yes")["counts"]["here"] == 1
    for wrong, code, why in (
        (("--column", "B=sender"), 2, "write HEADING=WHAT"),
        (("--column", "Pengirim=nothing"), 2, "must be one of"),
        (("--mapping", "none"), 1, "was not found"),
        (("--sheet", "9"), 1, "There is no sheet 9"),
        (("--unit", "NONE"), 1, "was not found"),
    ):
        assert why in told("import", "buku.xlsx", *wrong, "--yes", exit_code=code)
    assert told("import").count("\n") == 2  # nothing is left of those
    (home / "kolom.json").write_text("[", "utf-8")
    assert "no JSON" in told("import", "daftar.csv", "--mapping", "kolom.json", exit_code=2)


def test_rows_with_errors_are_named_and_written(home: Path) -> None:
    (home / "daftar.csv").write_text("No agenda;Hal\n1;Rapat\n1;Undangan\n", "utf-8")
    said = told("import", "daftar.csv", "--register", "incoming", "--year", "1971", "--yes", "--report", "r.csv",
                "--left-out", "l.csv", exit_code=1)  # fmt: skip
    assert "daftar.csv:3: error: the number 1 of 1971 stands in line 2 already" in said
    assert "3,error,error" in (home / "r.csv").read_text("utf-8-sig")
    assert (home / "l.csv").read_text("utf-8-sig").splitlines()[0] == "No agenda,Hal,Error"


def test_a_scan_is_added_into_the_letter_that_awaits_it(home: Path) -> None:
    made = one("import", "buku.xlsx", "--yes")
    house = open_house(load({"LONTAR_HOME": str(home / "home")}, home))
    id = next(iter(house.store.every(Letter)))["_id"]
    house.close()
    (home / "a.pdf").write_bytes(files.pdf())
    assert made["counts"]["make"] == 3
    assert one("add", "a.pdf", "--into", id, "--wait")["status"] == "registered"
    assert one("show", id)["stage"] == "understood"
    assert "has its scan already" in told("add", "a.pdf", "--into", id, exit_code=1)
    assert told("add", "a.pdf", "--into", id, "--batch", "x", exit_code=2)
    assert told("add", "none.pdf", "--into", id, exit_code=1)


@pytest.mark.parametrize(
    ("number", "kills"), [(500, 2), pytest.param(10_000, 15, marks=pytest.mark.full)], ids=["short", "whole"]
)
def test_killed_and_called_again_nothing_is_there_twice(home: Path, number: int, kills: int) -> None:
    (home / "besar.xlsx").write_bytes(tables.agenda(tables.lines(number)))
    tables.laid_out({"1.pdf": files.pdf(), "2.pdf": files.pdf(("Surat dua",))}, home / "scans")
    words = ("import", "besar.xlsx", "--files", "scans", "--pattern", "{agenda_number}.*", "--yes")
    house = open_house(load({"LONTAR_HOME": str(home / "home")}, home))
    try:
        for strike in range(1, kills + 1):
            running = subprocess.Popen(
                [sys.executable, "-c", "from lontar.main import main; main()", *words], cwd=home,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            while running.poll() is None and house.store.count(Letter) < number * strike // (kills + 1):
                AGAIN.wait(0.01)
            running.send_signal(signal.SIGKILL)
            running.wait()
        told(*words)
        assert [n for _, n in numbers(house)] == list(range(1, number + 1))
        assert house.store.count(Letter) == number
        verbs = [row["verb"] for row in house.store.every(Event)]
        assert (verbs.count("letter.imported"), verbs.count("letter.registered")) == (number, number)
        assert {row["state"] for row in house.store.every(TableImport)} <= {"done", "judging", "mapping", "asked"}
        assert sorted(len(row.get("files", ())) for row in house.store.every(Letter))[-3:] == [0, 1, 1]
        assert list(chain.verify(house.store)) == []
    finally:
        house.close()
